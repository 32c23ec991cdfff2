#!/bin/sh
# Makes a self-signed certificate where there is none yet, for trying out: make-certificate.sh FOLDER NAME
# The proxy reads FOLDER/colloquy.pem: the private key, the certificate, its chain. Put a real one there in its place.
set -eu
folder=$1
name=$2
made="$folder/colloquy.pem"
[ -e "$made" ] && exit 0

umask 077
mkdir -p "$folder"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 365 \
  -subj "/CN=$name" -addext "subjectAltName=DNS:$name" \
  -keyout "$scratch/key" -out "$scratch/certificate" 2>/dev/null
cat "$scratch/key" "$scratch/certificate" >"$scratch/both"
# In the proxy's own image root makes it, for the user that the proxy runs as.
if [ "$(id -u)" = 0 ] && id haproxy >/dev/null 2>&1; then chown haproxy "$scratch/both"; fi
mv "$scratch/both" "$made"
echo "a self-signed certificate for $name stands in $made"
