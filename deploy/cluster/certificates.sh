#!/bin/sh
# Make an authority of our own, and certificates of it: for the nodes, and for who may make users.
#     certificates.sh FOLDER [NAME…]      names: what the nodes are called, as clients call them
# What is there already stays: delete the folder to begin anew (and start every node and bot again).
set -eu
folder=$1
shift
cd "$folder"
if [ -e ready ]; then exit 0; fi

days=3650
names=DNS:localhost
for name in "$@"; do names="$names,DNS:$name"; done

openssl req -x509 -newkey rsa:2048 -noenc -days $days -subj "/O=histbot/CN=authority" \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign \
    -keyout ca-key.pem -out ca.pem

certificate() { # FILE NAME EXTENSIONS
    openssl req -newkey rsa:2048 -noenc -subj "/O=histbot/CN=$2" -keyout "$1-key.pem" -out "$1.csr"
    printf '%s\n' "$3" >"$1.ext"
    openssl x509 -req -in "$1.csr" -CA ca.pem -CAkey ca-key.pem -days $days -extfile "$1.ext" -out "$1.pem"
    rm "$1.csr" "$1.ext"
}
certificate node node "subjectAltName=$names
extendedKeyUsage=serverAuth,clientAuth"
certificate admin admin "extendedKeyUsage=clientAuth"

rm ca-key.pem # nobody makes another certificate of this authority
chmod 600 ./*-key.pem
if [ "$(id -u)" = 0 ]; then chown 1000:1000 node-key.pem; fi # the user that OpenSearch's image runs as
touch ready
