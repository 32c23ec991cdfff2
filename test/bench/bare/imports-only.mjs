/** Imports what the product stands on, says so, and nothing else. */
import "express";
import "socket.io";
import "mongoose";

process.send({ ready: true });
