"""The box and the object of a Nornos vault: specs/sealed-record.md, 1 to 3."""
import hmac, zlib

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KINDS = {1: "record", 2: "block", 3: "file-index", 4: "file-part", 6: "keyring", 7: "consent-receipt"}


def expand(key, info, length):  # HKDF-Expand-SHA-512 (RFC 5869)
    out, block = b"", b""
    for n in range(-(-length // 64)):
        block = hmac.digest(key, block + info + bytes([n + 1]), "sha512")
        out += block
    return out[:length]


def open_box(key, context, box):  # specs/sealed-record.md, 1
    info = b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0" + box[:24] + context
    keys = expand(key, info, 76)
    if not hmac.compare_digest(keys[44:], box[24:56]):
        raise ValueError("cannot open")
    aes, base, out = AESGCM(keys[:32]), int.from_bytes(keys[32:44], "big"), b""
    chunks = range(56, len(box), 16_400)
    if len(box) < 72 or len(box) - chunks[-1] == 16_400:
        raise ValueError("cannot open")
    for i, at in enumerate(chunks):
        out += aes.decrypt((base ^ i).to_bytes(12, "big"), box[at : at + 16_400], None)
    return out


def open_object(data_keys, vault, blob):  # 2 and 3; data_keys by epoch
    if blob[:8] != b"NVO1\x01\0\0\0":
        raise ValueError("not an object")
    epoch = int.from_bytes(blob[8:12], "big")
    frame = open_box(data_keys[epoch], b"nornos/object/1\0" + vault + blob[:40], blob[40:])
    payload = frame[6 : 6 + int.from_bytes(frame[2:6], "big")]
    return KINDS[frame[0]], zlib.decompress(payload, -15) if frame[1] == 1 else payload
