"""X-Wing (draft-connolly-cfrg-xwing-kem-10): ML-KEM-768 (FIPS 203) with X25519. Decapsulation alone, written to be read."""
from hashlib import sha3_256, sha3_512, shake_128, shake_256

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

Q, K = 3329, 3


def _reversed_bits(i):
    return int(f"{i:07b}"[::-1], 2)


ZETAS = [pow(17, _reversed_bits(i), Q) for i in range(128)]
GAMMAS = [pow(17, 2 * _reversed_bits(i) + 1, Q) for i in range(128)]


def ntt(f):
    f, i, length = list(f), 1, 128
    while length >= 2:
        for start in range(0, 256, 2 * length):
            for j in range(start, start + length):
                t = ZETAS[i] * f[j + length] % Q
                f[j + length], f[j] = (f[j] - t) % Q, (f[j] + t) % Q
            i += 1
        length //= 2
    return f


def ntt_back(f):
    f, i, length = list(f), 127, 2
    while length <= 128:
        for start in range(0, 256, 2 * length):
            for j in range(start, start + length):
                t = f[j]
                f[j], f[j + length] = (t + f[j + length]) % Q, ZETAS[i] * (f[j + length] - t) % Q
            i -= 1
        length *= 2
    return [x * 3303 % Q for x in f]


def times(f, g):
    h = [0] * 256
    for i in range(128):
        a, b, c, d = f[2 * i], f[2 * i + 1], g[2 * i], g[2 * i + 1]
        h[2 * i], h[2 * i + 1] = (a * c + b * d * GAMMAS[i]) % Q, (a * d + b * c) % Q
    return h


def plus(f, g):
    return [(a + b) % Q for a, b in zip(f, g)]


def dot(left, right):
    total = [0] * 256
    for f, g in zip(left, right):
        total = plus(total, times(f, g))
    return total


def encode(f, d):
    return sum(x << (d * i) for i, x in enumerate(f)).to_bytes(32 * d, "little")


def decode(data, d):
    number, mask = int.from_bytes(data, "little"), (1 << d) - 1
    values = [number >> (d * i) & mask for i in range(256)]
    return [x % Q for x in values] if d == 12 else values


def compress(f, d):
    return [((x << (d + 1)) + Q) // (2 * Q) % (1 << d) for x in f]


def decompress(f, d):
    return [(x * Q * 2 + (1 << d)) >> (d + 1) for x in f]


def sample_uniform(seed):
    out, stream, at = [], shake_128(seed).digest(1344), 0
    while len(out) < 256:
        a, b, c = stream[at : at + 3]
        at += 3
        out += [x for x in (a + 256 * (b % 16), b // 16 + 16 * c) if x < Q]
    return out[:256]


def sample_small(secret, n):
    bits = int.from_bytes(shake_256(secret + bytes([n])).digest(128), "little")
    count = lambda i: (bits >> i & 1) + (bits >> (i + 1) & 1)
    return [(count(4 * i) - count(4 * i + 2)) % Q for i in range(256)]


def matrix(rho):
    return [[sample_uniform(rho + bytes([j, i])) for j in range(K)] for i in range(K)]


def key_of(d):
    """(secret vector, public key) of ML-KEM-768 out of the 32 bytes d."""
    seeds = sha3_512(d + bytes([K])).digest()
    rho, sigma = seeds[:32], seeds[32:]
    s = [ntt(sample_small(sigma, n)) for n in range(K)]
    e = [ntt(sample_small(sigma, K + n)) for n in range(K)]
    t = [plus(dot(row, s), e[i]) for i, row in enumerate(matrix(rho))]
    return s, b"".join(encode(f, 12) for f in t) + rho


def encrypt(public, message, coins):
    t = [decode(public[384 * i : 384 * (i + 1)], 12) for i in range(K)]
    a = matrix(public[1152:])
    y = [ntt(sample_small(coins, n)) for n in range(K)]
    e1 = [sample_small(coins, K + n) for n in range(K)]
    e2 = sample_small(coins, 2 * K)
    u = [plus(ntt_back(dot([a[j][i] for j in range(K)], y)), e1[i]) for i in range(K)]
    v = plus(plus(ntt_back(dot(t, y)), e2), decompress(decode(message, 1), 1))
    return b"".join(encode(compress(f, 10), 10) for f in u) + encode(compress(v, 4), 4)


def decapsulate_ml_kem(d, z, sealed):
    s, public = key_of(d)
    u = [decompress(decode(sealed[320 * i : 320 * (i + 1)], 10), 10) for i in range(K)]
    v = decompress(decode(sealed[960:], 4), 4)
    noisy = ntt_back(dot(s, [ntt(f) for f in u]))
    message = encode(compress([(a - b) % Q for a, b in zip(v, noisy)], 1), 1)
    derived = sha3_512(message + sha3_256(public).digest()).digest()
    if encrypt(public, message, derived[32:]) == sealed:
        return derived[:32]
    return shake_256(z + sealed).digest(32)


def decapsulate(seed, sealed):
    """The shared secret: 32 bytes. `seed` is the X-Wing private key (32 bytes), `sealed` 1,120 bytes."""
    expanded = shake_256(seed).digest(96)
    ours = X25519PrivateKey.from_private_bytes(expanded[64:])
    theirs = sealed[1088:]
    secret_m = decapsulate_ml_kem(expanded[:32], expanded[32:64], sealed[:1088])
    secret_x = ours.exchange(X25519PublicKey.from_public_bytes(theirs))
    public_x = ours.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return sha3_256(secret_m + secret_x + theirs + public_x + b"\\.//^\\").digest()
