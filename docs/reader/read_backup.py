#!/usr/bin/env python3
"""Opens every object of a Nornos backup with the 24 words of the kit. See README.md beside this file."""
import hashlib, hmac, json, os, sys, tarfile, uuid

from sealed_object import expand, open_box, open_object
from x_wing import decapsulate

KEYRING = uuid.UUID(int=1).bytes


def entropy_of(words, list_of_words):  # BIP39: 24 words are 256 bits and a checksum of 8
    bits = 0
    for word in words:
        bits = bits << 11 | list_of_words.index(word)
    entropy = (bits >> 8).to_bytes(32, "big")
    if len(words) != 24 or hashlib.sha256(entropy).digest()[0] != bits & 0xFF:
        raise ValueError("these words are not a kit")
    return entropy


def open_slot(slot, entropy):  # specs/key-hierarchy.md, 3 and 4, for a kit (no opener field); the root key
    header, rest = slot[:1310], slot[1310:]
    extracted = hmac.digest(header[60:92], entropy, "sha512")
    key = expand(extracted, b"nornos/slot-key/1\0" + header, 32)
    seed = open_box(key, b"nornos/slot-seed/1\0" + header, rest[:104])
    secret = decapsulate(seed, rest[108:1228])
    return rest[104:108], open_box(secret, b"nornos/slot-root/1\0" + header + rest[104:108], rest[1228:])


def data_key(root, vault):
    return expand(root, b"nornos/key/data/1\0" + vault, 32)


def open_backup(path, entropy):  # yields (object id, kind, payload)
    def entries():
        with tarfile.open(path, "r|") as tar:
            for member in tar:
                yield member.name, tar.extractfile(member).read()

    slots, keyring = [], None
    for name, data in entries():
        if name == "head":
            vault = uuid.UUID(json.loads(data)["vaultId"]).bytes
        elif name.startswith("slots/") and data[5] == 2:
            slots.append(data)
        elif name.startswith("blobs/") and data[12:28] == KEYRING:
            keyring = data
    epoch_bytes, root = open_slot(slots[0], entropy)
    epoch = int.from_bytes(epoch_bytes, "big")
    keys = {epoch: data_key(root, vault)}
    _, ring = open_object(keys, vault, keyring)
    older = 76 + 32 * int.from_bytes(ring[72:76], "big")
    for e in range(epoch):
        keys[e] = data_key(ring[older + 32 * e : older + 32 * (e + 1)], vault)
    for name, data in entries():
        if name.startswith("blobs/"):
            if hashlib.sha256(data).hexdigest() != name[6:]:
                raise ValueError(name + " was altered")
            yield (str(uuid.UUID(bytes=data[12:28])), *open_object(keys, vault, data))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("Usage: read_backup.py BACKUP.tar FOLDER   (the 24 words on standard input)")
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "bip39-english.txt"), encoding="ascii") as file:
        words = file.read().split()
    os.makedirs(sys.argv[2], exist_ok=True)
    for object_id, kind, payload in open_backup(sys.argv[1], entropy_of(sys.stdin.read().split(), words)):
        with open(os.path.join(sys.argv[2], f"{object_id}.{kind}"), "wb") as file:
            file.write(payload)
