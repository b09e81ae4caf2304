/* SPDX-License-Identifier: ISC */
#include "protocol/sign_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "protocol/durable.h"
#include "protocol/sign_key.h"
#include "protocol/sign_private.h"
#include "protocol/translate.h"

#define BLANKS       " \t\r\n"
#define BEGIN        "-----BEGIN OPENSSH PRIVATE KEY-----"
#define END          "-----END OPENSSH PRIVATE KEY-----"
#define FILE_MAX     (16 * 1024) /* an RSA key of 16384 bits has 13,000 */
#define COMMENT_MAX  255
#define CIPHER_BLOCK 8 /* of the cipher "none" */

/* A key file begins with these bytes and the NUL that ends them. */
static const char file_magic[] = "openssh-key-v1";

/* Bytes that are read from the front. */
struct key_span {
	const uint8_t *at;
	size_t left;
};

static bool sign_file_take(
    struct key_span *from, size_t size, struct key_span *piece)
{
	if (from->left < size)
		return false;
	*piece = (struct key_span){ from->at, size };
	from->at += size;
	from->left -= size;
	return true;
}

static bool sign_file_take_number(struct key_span *from, uint32_t *number)
{
	struct key_span piece;

	if (!sign_file_take(from, 4, &piece))
		return false;
	*number = (uint32_t)piece.at[0] << 24 | (uint32_t)piece.at[1] << 16 |
	    (uint32_t)piece.at[2] << 8 | piece.at[3];
	return true;
}

static bool sign_file_take_string(
    struct key_span *from, struct key_span *string)
{
	uint32_t length;

	return sign_file_take_number(from, &length) &&
	    sign_file_take(from, length, string);
}

static bool span_is(const struct key_span *span, const char *text)
{
	return span->left == strlen(text) &&
	    memcmp(span->at, text, span->left) == 0;
}

/* The parts of a key file (PROTOCOL.key, section 1). `rest` is what follows
 * the private section: some ciphers keep a tag there. */
struct parts {
	struct key_span magic, cipher, kdf, options, public, type, private,
	    rest;
};

static bool parts_take(struct key_span all, struct parts *parts)
{
	struct key_span public;
	uint32_t keys;
	bool whole = sign_file_take(&all, sizeof(file_magic), &parts->magic) &&
	    memcmp(parts->magic.at, file_magic, sizeof(file_magic)) == 0 &&
	    sign_file_take_string(&all, &parts->cipher) &&
	    sign_file_take_string(&all, &parts->kdf) &&
	    sign_file_take_string(&all, &parts->options) &&
	    sign_file_take_number(&all, &keys) && keys == 1 &&
	    sign_file_take_string(&all, &parts->public) &&
	    sign_file_take_string(&all, &parts->private);

	if (!whole)
		return false;
	parts->rest = all;
	public = parts->public;
	return sign_file_take_string(&public, &parts->type);
}

static bool padded(const struct key_span *rest)
{
	if (rest->left >= CIPHER_BLOCK)
		return false;
	for (size_t i = 0; i < rest->left; i++)
		if (rest->at[i] != i + 1)
			return false;
	return true;
}

/* The private section (PROTOCOL.key, section 3). That all the copies of the
 * public half agree with the seed is checked, as a pair that does not fit
 * together would give its seed away when it signs. */
static bool pair_take(
    struct key_span from, const struct key_span *blob, struct sign_key *key)
{
	uint8_t derived[SIGN_BLOB];
	struct key_span type, public, secret, comment;
	uint32_t first, second;

	if (from.left % CIPHER_BLOCK != 0 ||
	    !sign_file_take_number(&from, &first) ||
	    !sign_file_take_number(&from, &second) || first != second ||
	    !sign_file_take_string(&from, &type) ||
	    !span_is(&type, SIGN_KEY_TYPE) ||
	    !sign_file_take_string(&from, &public) ||
	    public.left != SIGN_PUBLIC ||
	    !sign_file_take_string(&from, &secret) ||
	    secret.left != SIGN_SECRET ||
	    !sign_file_take_string(&from, &comment) || !padded(&from))
		return false;
	crypto_sign_seed_keypair(key->public, key->secret, secret.at);
	sign_put_public(derived, key->public);
	return sign_equal(key->secret, secret.at, SIGN_SECRET) &&
	    sign_equal(key->public, public.at, SIGN_PUBLIC) &&
	    blob->left == SIGN_BLOB && sign_equal(derived, blob->at, SIGN_BLOB);
}

static int sign_file_damaged(const char *path, struct err *err)
{
	return err_set(err, ERR_INVALID,
	    "%s is not a whole OpenSSH key: make another: %-s", path,
	    sign_keygen);
}

static int needs_ed25519(const char *path, const char *is, struct err *err)
{
	return err_set(err, ERR_INVALID,
	    "%s is %-s, an Ed25519 key is needed: %-s", path, is, sign_keygen);
}

static int parts_read(
    struct parts *parts, struct key_span all, const char *path, struct err *err)
{
	const char *is;

	if (!parts_take(all, parts))
		return sign_file_damaged(path, err);
	if (span_is(&parts->type, SIGN_KEY_TYPE))
		return 0;
	is = sign_other_key((const char *)parts->type.at, parts->type.left);
	return needs_ed25519(path, is ? is : N_("of another kind"), err);
}

static int pair_read(struct sign_key *key, struct key_span all,
    const char *path, struct err *err)
{
	struct parts parts = { 0 };

	if (parts_read(&parts, all, path, err) != 0)
		return -1;
	if (!span_is(&parts.cipher, "none") || !span_is(&parts.kdf, "none"))
		return err_set(err, ERR_INVALID,
		    "%s has a passphrase: use a key without one: %-s", path,
		    sign_keygen);
	if (parts.options.left != 0 || parts.rest.left != 0 ||
	    !pair_take(parts.private, &parts.public, key))
		return sign_file_damaged(path, err);
	return 0;
}

enum file_use { FILE_READ, FILE_MADE, FILE_WRITTEN };

static enum err_code file_error_code(int error)
{
	switch (error) {
	case ENOENT:
	case ENOTDIR:
	case ELOOP:
		return ERR_NOT_FOUND;
	case EACCES:
	case EPERM:
	case EROFS:
		return ERR_DENIED;
	case EEXIST:
		return ERR_CONFLICT;
	default:
		return ERR_INTERNAL;
	}
}

static int file_error(const char *path, enum file_use use, struct err *err)
{
	const int error = errno;
	const enum err_code code = file_error_code(error);

	if (use == FILE_MADE)
		return err_set(err, code, "%s cannot be made: %s", path,
		    strerrordesc_np(error));
	if (use == FILE_WRITTEN)
		return err_set(err, code, "%s cannot be written: %s", path,
		    strerrordesc_np(error));
	return err_set(
	    err, code, "%s cannot be read: %s", path, strerrordesc_np(error));
}

/* Reads up to `size` bytes; -1 with errno. */
static ssize_t sign_file_read_all(int fd, char *bytes, size_t size)
{
	size_t length = 0;

	while (length < size) {
		ssize_t got = read(fd, bytes + length, size - length);

		if (got == 0)
			break;
		if (got < 0 && errno != EINTR)
			return -1;
		length += got > 0 ? (size_t)got : 0;
	}
	return (ssize_t)length;
}

/* What a key file is read through: its text and then its bytes, behind the key
 * that comes of them. All is one piece of sodium memory, no larger than what
 * the file asks for. */
struct passage {
	struct sign_key *key; /* owned */
	char *text;           /* `size` bytes and their end */
	uint8_t *bytes;       /* `size` */
	size_t size;
};

static void passage_open(struct passage *passage, size_t size)
{
	passage->key =
	    sign_secret_alloc(sizeof(*passage->key) + size + 1 + size);
	passage->text = (char *)(passage->key + 1);
	passage->bytes = (uint8_t *)passage->text + size + 1;
	passage->size = size;
}

/* Leaves nothing of the file beside the key. */
static void passage_wipe(struct passage *passage)
{
	sodium_memzero(passage->text, passage->size + 1 + passage->size);
	sodium_mprotect_readonly(passage->key);
}

/* Reads the file as terminated text. */
static int passage_load(
    struct passage *passage, mode_t *mode, const char *path, struct err *err)
{
	/* Without O_NONBLOCK a FIFO would hold us here. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	struct stat info = { 0 };
	ssize_t length;
	int result = 0;

	*passage = (struct passage){ 0 };
	if (fd < 0 || fstat(fd, &info) != 0)
		result = file_error(path, FILE_READ, err);
	else if (!S_ISREG(info.st_mode))
		result = err_set(err, ERR_INVALID,
		    "%s is not a file: give the private key's file", path);
	else if (info.st_size > FILE_MAX)
		result = err_set(err, ERR_INVALID,
		    "%s is too large for a private key: give the key's file",
		    path);
	else {
		passage_open(passage, (size_t)info.st_size);
		length = sign_file_read_all(fd, passage->text, passage->size);
		if (length < 0)
			result = file_error(path, FILE_READ, err);
		else
			passage->text[length] = '\0';
	}
	if (fd >= 0)
		close(fd);
	*mode = info.st_mode;
	return result;
}

/* Refuses what the first words show to be no private key. The file's mode is
 * looked at afterwards, so that nobody is told to chmod a public key, or a file
 * that is none at all. */
static int file_check(
    const char *text, mode_t mode, const char *path, struct err *err)
{
	const char *is = sign_other_key(text, strlen(text));

	if (strncmp(text, "ssh-", 4) == 0 || strncmp(text, "sk-", 3) == 0 ||
	    strncmp(text, "ecdsa-", 6) == 0)
		return err_set(err, ERR_INVALID,
		    "%s is a public key: give the private one, the file "
		    "without .pub",
		    path);
	if (is == NULL && strncmp(text, BEGIN, strlen(BEGIN)) != 0)
		return err_set(err, ERR_INVALID,
		    "%s is not a whole OpenSSH key, or none at all: give "
		    "the file that `ssh-keygen -t ed25519` made",
		    path);
	if ((mode & (S_IRWXG | S_IRWXO)) != 0)
		return err_set(err, ERR_DENIED,
		    "%s is open to others than its owner: chmod 600 %s", path,
		    path);
	return is != NULL ? needs_ed25519(path, is, err) : 0;
}

/* Decodes what is between BEGIN and END; `bytes` has `most`. */
static bool armor_decode(
    const char *text, uint8_t *bytes, size_t most, struct key_span *all)
{
	const size_t begin = strlen(BEGIN);
	const char *end;

	all->at = bytes;
	if (strncmp(text, BEGIN, begin) != 0)
		return false;
	text += begin;
	end = strstr(text, END);
	return end != NULL &&
	    sign_base64(
		text, (size_t)(end - text), BLANKS, bytes, most, &all->left);
}

static int passage_decode(struct passage *passage, mode_t mode,
    struct key_span *all, const char *path, struct err *err)
{
	const char *text = passage->text + strspn(passage->text, BLANKS);

	if (file_check(text, mode, path, err) != 0)
		return -1;
	if (!armor_decode(text, passage->bytes, passage->size, all))
		return sign_file_damaged(path, err);
	return 0;
}

/* Gives the passage, whose key is not read yet; or nothing. */
static int pass(struct passage *passage, struct key_span *all, const char *path,
    struct err *err)
{
	mode_t mode;

	if (passage_load(passage, &mode, path, err) == 0 &&
	    passage_decode(passage, mode, all, path, err) == 0)
		return 0;
	sign_key_free(passage->key);
	return -1;
}

int sign_key_read(struct sign_key **key, const char *path, struct err *err)
{
	struct passage passage;
	struct key_span all = { 0 };

	*key = NULL;
	if (pass(&passage, &all, path, err) != 0)
		return -1;
	if (pair_read(passage.key, all, path, err) != 0) {
		sign_key_free(passage.key);
		return -1;
	}
	passage_wipe(&passage);
	*key = passage.key;
	return 0;
}

static int public_read(uint8_t public[SIGN_PUBLIC], struct key_span all,
    const char *path, struct err *err)
{
	uint8_t blob[SIGN_BLOB];
	struct parts parts = { 0 };
	const uint8_t *point;

	if (parts_read(&parts, all, path, err) != 0)
		return -1;
	if (parts.public.left != SIGN_BLOB)
		return sign_file_damaged(path, err);
	point = parts.public.at + SIGN_BLOB - SIGN_PUBLIC;
	sign_put_public(blob, point);
	if (memcmp(blob, parts.public.at, SIGN_BLOB) != 0)
		return sign_file_damaged(path, err);
	memcpy(public, point, SIGN_PUBLIC);
	return 0;
}

int sign_key_read_public(
    const char *path, uint8_t public[SIGN_PUBLIC], struct err *err)
{
	struct passage passage;
	struct key_span all = { 0 };
	int result;

	if (pass(&passage, &all, path, err) != 0)
		return -1;
	result = public_read(public, all, path, err);
	sign_key_free(passage.key);
	return result;
}

/* The buffer that a key file is written from; it lies in sodium memory. */
struct draft {
	uint8_t bytes[512 + COMMENT_MAX];
	char text[1024 + 2 * COMMENT_MAX];
	size_t size;
};

static void draft_bytes(
    struct draft *draft, const struct sign_key *key, const char *comment)
{
	uint8_t *at = mempcpy(draft->bytes, file_magic, sizeof(file_magic));
	uint8_t *section, *length;
	uint32_t check;

	sign_random(&check, sizeof(check));
	at = sign_put_string(at, "none", 4); /* the cipher */
	at = sign_put_string(at, "none", 4); /* the key's derivation */
	at = sign_put_string(at, "", 0);     /* and its options */
	at = sign_put_number(at, 1);         /* keys */
	at = sign_put_number(at, SIGN_BLOB);
	length = at = sign_put_public(at, key->public);
	section = at = sign_put_number(at, 0);
	at = sign_put_number(at, check);
	at = sign_put_number(at, check);
	at = sign_put_public(at, key->public);
	at = sign_put_string(at, key->secret, SIGN_SECRET);
	at = sign_put_string(at, comment, strlen(comment));
	for (uint8_t pad = 1; (at - section) % CIPHER_BLOCK != 0; pad++)
		*at++ = pad;
	sign_put_number(length, (uint32_t)(at - section));
	draft->size = (size_t)(at - draft->bytes);
}

static void draft_text(struct draft *draft)
{
	const size_t line = 51; /* whole groups of three: 68 characters */
	char *at = stpcpy(draft->text, BEGIN "\n");

	for (size_t done = 0; done < draft->size; done += line) {
		size_t left = draft->size - done;

		sodium_bin2base64(at,
		    sizeof(draft->text) - (size_t)(at - draft->text),
		    draft->bytes + done, left < line ? left : line,
		    sodium_base64_VARIANT_ORIGINAL);
		at = stpcpy(at + strlen(at), "\n");
	}
	at = stpcpy(at, END "\n");
	draft->size = (size_t)(at - draft->text);
}

static int draft_save(
    const struct draft *draft, const char *path, struct err *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	int result = 0;

	if (fd < 0)
		return file_error(path, FILE_MADE, err);
	if (durable_write(fd, draft->text, draft->size) != 0 ||
	    durable_name(path) != 0) {
		result = file_error(path, FILE_WRITTEN, err);
		unlink(path);
	}
	close(fd);
	return result;
}

int sign_key_write(const struct sign_key *key, const char *path,
    const char *comment, struct err *err)
{
	struct draft *draft;
	int result;

	if (strlen(comment) > COMMENT_MAX)
		return err_set(err, ERR_INVALID,
		    "the comment of a key may have %d bytes: give a shorter "
		    "one",
		    COMMENT_MAX);
	draft = sign_secret_alloc(sizeof(*draft));
	draft_bytes(draft, key, comment);
	draft_text(draft);
	result = draft_save(draft, path, err);
	sodium_free(draft);
	return result;
}
