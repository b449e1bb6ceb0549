"""The ciphers of the vault give the published answers and refuse what was altered."""

import pytest
from cryptography.exceptions import InvalidTag

from features.errors import SettingsError
from serving.ciphers import AES_256_GCM, CIPHERS, NONCE, SM4_GCM, Cipher
from serving.settings import Settings

RFC_8998 = (  # appendix A.1: SM4-GCM
    "0123456789ABCDEFFEDCBA9876543210",
    "00001234567800000000ABCD",
    "FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2",
    "17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735"
    "D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D"
    "83DE3541E4C2B58177E065A9BF7B62EC",
    "A" * 16 + "B" * 16 + "C" * 16 + "D" * 16 + "E" * 16 + "F" * 16 + "E" * 16 + "A" * 16,
)
GCM_SPECIFICATION = (  # McGrew and Viega, test case 14: AES-256-GCM
    "00" * 32,
    "00" * 12,
    "",
    "CEA7403D4D606B6E074EC5D3BAF39D18D0D1C8A799996BF0265B98B5D48AB919",
    "00" * 16,
)


@pytest.mark.parametrize(("cipher", "published"), [(SM4_GCM, RFC_8998), (AES_256_GCM, GCM_SPECIFICATION)])
def test_the_published_ciphertext_is_opened(cipher: Cipher, published: tuple[str, ...]):
    key, nonce, belongs, sealed, plain = map(bytes.fromhex, published)
    assert cipher.open(key, nonce + sealed, belongs) == plain


@pytest.mark.parametrize("cipher", CIPHERS.values(), ids=list(CIPHERS))
def test_one_altered_byte_another_owner_and_another_key_are_refused(cipher: Cipher):
    key, plain = cipher.new_key(), "欧阳试验".encode()
    sealed = cipher.seal(key, plain, b"name")
    assert cipher.open(key, sealed, b"name") == plain
    for place in range(len(sealed)):
        altered = bytes(byte ^ (n == place) for n, byte in enumerate(sealed))
        with pytest.raises(InvalidTag):
            cipher.open(key, altered, b"name")
    for other, belongs in ((key, b"phone"), (cipher.new_key(), b"name")):
        with pytest.raises(InvalidTag):
            cipher.open(other, sealed, belongs)


@pytest.mark.parametrize("cipher", CIPHERS.values(), ids=list(CIPHERS))
def test_no_nonce_comes_twice(cipher: Cipher):
    key = cipher.new_key()
    assert len({cipher.seal(key, b"", b"")[:NONCE] for _ in range(2000)}) == 2000


def test_an_unknown_cipher_stops_the_program():
    with pytest.raises(SettingsError, match="aes-256-gcm or sm4-gcm"):
        Settings(cipher="des").check()
