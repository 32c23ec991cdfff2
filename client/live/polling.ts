/** Long polling, fetched where a first attempt has failed. Its name is the library's, in the browser too. */
export { NodeXHR } from "socket.io-client";
