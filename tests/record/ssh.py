# SPDX-License-Identifier: ISC
"""Ed25519 (RFC 8032) and what OpenSSH writes of it, with nothing but Python:
the tests sign as anybody, also with keys that they make up. Not for secrets:
it takes no care of time."""
import base64
import hashlib
import struct

P = 2 ** 255 - 19
L = 2 ** 252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def add(one, other):
    """Points of the curve in extended coordinates (RFC 8032, 5.1.4)."""
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c = 2 * one[3] * other[3] * D % P
    d = 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def base_point():
    y = 4 * pow(5, P - 2, P) % P
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * pow(2, (P - 1) // 4, P) % P
    if x & 1:
        x = P - x
    return x, y, 1, x * y % P


DOUBLES = [base_point()]
while len(DOUBLES) < 256:
    DOUBLES.append(add(DOUBLES[-1], DOUBLES[-1]))


def times_base(number):
    """The point `number` times the base, encoded."""
    point = (0, 1, 1, 0)
    for bit in range(256):
        if number >> bit & 1:
            point = add(point, DOUBLES[bit])
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def number_of(data):
    return int.from_bytes(data, "little")


def string(data):
    return struct.pack(">I", len(data)) + data


class Key:
    def __init__(self, seed):
        digest = hashlib.sha512(seed).digest()
        self.scalar = number_of(digest[:32]) & (1 << 254) - 8 | 1 << 254
        self.prefix = digest[32:]
        self.public = times_base(self.scalar)

    def __deepcopy__(self, memo):
        return self

    def sign(self, namespace, body):
        """PROTOCOL.sshsig, section 2: over the hash of the body."""
        data = (b"SSHSIG" + string(namespace) + string(b"")
                + string(b"sha512") + string(hashlib.sha512(body).digest()))
        nonce = number_of(hashlib.sha512(self.prefix + data).digest()) % L
        point = times_base(nonce)
        number = number_of(
            hashlib.sha512(point + self.public + data).digest())
        return point + ((nonce + number * self.scalar) % L).to_bytes(
            32, "little")

    def text(self):
        return base64.b64encode(blob(self.public)).decode()

    def line(self):
        return "ssh-ed25519 " + self.text()

    def fingerprint(self):
        digest = hashlib.sha256(blob(self.public)).digest()
        return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")


def blob(public):
    return string(b"ssh-ed25519") + string(public)


def respell(signature):
    """The same signature with a number that is not reduced."""
    return signature[:32] + (number_of(signature[32:]) + L).to_bytes(
        32, "little")


def armored(public, signature, namespace):
    return base64.b64encode(
        b"SSHSIG" + struct.pack(">I", 1) + string(blob(public))
        + string(namespace) + string(b"") + string(b"sha512")
        + string(string(b"ssh-ed25519") + string(signature))).decode()


def armor_text(text):
    lines = [text[at:at + 70] for at in range(0, len(text), 70)]
    return "\n".join(["-----BEGIN SSH SIGNATURE-----", *lines,
                      "-----END SSH SIGNATURE-----", ""]).encode()


def armor(public, signature, namespace):
    return armor_text(armored(public, signature, namespace))


def read_private(path):
    """An OpenSSH private key without a passphrase (PROTOCOL.key)."""
    with open(path, encoding="ascii") as file:
        data = base64.b64decode("".join(file.read().split("\n")[1:-2]))
    at = data.rindex(struct.pack(">I", 64)) + 4
    return Key(data[at:at + 32])
