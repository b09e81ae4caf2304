/* SPDX-License-Identifier: ISC */
/* Key files of all kinds, made by ssh-keygen in a folder of the test's own;
 * tests/data/sshsig/key is one that was thrown away. */
#include "protocol/sign.h"
#include "protocol/sign_file.h"
#include "protocol/sign_key.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DATA "tests/data/sshsig/"
/* ssh-keygen -l -f tests/data/sshsig/key.pub */
#define GOLDEN_PRINT "SHA256:lBoNGhSqxFfsThjlAEBnBRRhbblI83rWam6vLAybIxc"

static char folder[] = "/tmp/planvakt-sign-key-XXXXXX";

static const char *in_folder(const char *name)
{
	static char path[PATH_MAX];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	return path;
}

static void load(struct buffer *to, const char *path)
{
	char bytes[32 * 1024];
	FILE *file = fopen(path, "rb");

	assert_non_null(file);
	buffer_add(to, bytes, fread(bytes, 1, sizeof(bytes), file));
	fclose(file);
}

static const char *save(const char *name, const void *bytes, size_t length)
{
	const char *path = in_folder(name);
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(path, 0600), 0);
	return path;
}

__attribute__((format(printf, 1, 2))) static int shell(const char *format, ...)
{
	char command[1024];
	int length = snprintf(command, sizeof(command), "cd %s && ", folder);
	va_list args;

	va_start(args, format);
	vsnprintf(
	    command + length, sizeof(command) - (size_t)length, format, args);
	va_end(args);
	return system(command);
}

static int read_code(const char *path, struct err *err)
{
	struct sign_key *key = (struct sign_key *)&key;

	err->code = ERR_NONE;
	if (sign_key_read(&key, path, err) == 0) {
		sign_key_free(key);
		return ERR_NONE;
	}
	assert_null(key);
	return (int)err->code;
}

static void check_refused(
    const char *path, enum err_code code, const char *words)
{
	struct err err;

	assert_int_equal(read_code(path, &err), code);
	if (strstr(err.text, words) == NULL)
		fail_msg("\"%s\" in: %s", words, err.text);
}

/* --- private keys --- */

static void reads_what_ssh_keygen_made(void **state)
{
	struct buffer text = { 0 };
	struct sign_key *key;
	struct err err;
	char print[SIGN_FINGERPRINT];
	uint8_t public[SIGN_PUBLIC], signature[SIGN_SIGNATURE];

	(void)state;
	load(&text, DATA "key");
	assert_int_equal(
	    sign_key_read(&key, save("key", text.bytes, text.length), &err), 0);
	sign_fingerprint(sign_key_public(key), print);
	assert_string_equal(print, GOLDEN_PRINT);
	buffer_cut(&text, 0);
	load(&text, DATA "key.pub");
	assert_int_equal(sign_public_read(text.bytes, public, &err), 0);
	assert_memory_equal(public, sign_key_public(key), SIGN_PUBLIC);
	sign_message(key, SIGN_REQUEST, "x", 1, signature);
	assert_true(sign_verify(public, SIGN_REQUEST, "x", 1, signature));
	sign_key_free(key);
	sign_key_free(NULL);
	buffer_free(&text);
}

/* Comments of eight lengths need the eight lengths of padding. */
static void reads_every_padding(void **state)
{
	struct err err;

	(void)state;
	for (int length = 0; length < 8; length++) {
		assert_int_equal(shell("ssh-keygen -q -t ed25519 -N '' "
				       "-C '%.*s' -f padded%d",
				     length, "abcdefgh", length),
		    0);
		assert_int_equal(shell("mv padded%d padded", length), 0);
		assert_int_equal(
		    read_code(in_folder("padded"), &err), ERR_NONE);
	}
}

static void reads_with_other_line_ends(void **state)
{
	struct buffer text = { 0 }, crlf = { 0 };
	struct err err;

	(void)state;
	load(&text, DATA "key");
	buffer_text(&crlf, "\r\n");
	for (const char *at = text.bytes; *at != '\0'; at++)
		buffer_printf(&crlf, *at == '\n' ? "\r%c" : "%c", *at);
	assert_int_equal(
	    read_code(save("crlf", crlf.bytes, crlf.length), &err), ERR_NONE);
	assert_int_equal(
	    read_code(save("unended", text.bytes, text.length - 1), &err),
	    ERR_NONE);
	buffer_free(&text);
	buffer_free(&crlf);
}

static void ssh_keygen_reads_what_we_wrote(void **state)
{
	struct sign_key *key = sign_key_generate(), *back;
	struct buffer text = { 0 };
	struct stat info;
	struct err err;
	char line[SIGN_SSH_PUBLIC];

	(void)state;
	sign_public_write(sign_key_public(key), line);
	for (int length = 0; length < 9; length++) {
		char comment[] = "abcdefgh";

		comment[length] = '\0';
		unlink(in_folder("ours"));
		assert_int_equal(
		    sign_key_write(key, in_folder("ours"), comment, &err), 0);
		assert_int_equal(shell("ssh-keygen -y -f ours >ours.pub"), 0);
		buffer_cut(&text, 0);
		load(&text, in_folder("ours.pub"));
		assert_memory_equal(text.bytes, line, strlen(line));
		assert_int_equal(
		    sign_key_read(&back, in_folder("ours"), &err), 0);
		assert_memory_equal(
		    sign_key_public(back), sign_key_public(key), SIGN_PUBLIC);
		sign_key_free(back);
	}
	assert_int_equal(stat(in_folder("ours"), &info), 0);
	assert_int_equal(info.st_mode & 07777, 0600);
	sign_key_free(key);
	buffer_free(&text);
}

static void writes_only_new_files(void **state)
{
	struct sign_key *key = sign_key_generate();
	struct buffer text = { 0 };
	struct err err;
	char comment[300];

	(void)state;
	memset(comment, 'a', sizeof(comment));
	save("there", "mine", 4);
	assert_int_equal(sign_key_write(key, in_folder("there"), "", &err), -1);
	assert_int_equal(err.code, ERR_CONFLICT);
	load(&text, in_folder("there"));
	assert_string_equal(text.bytes, "mine");
	assert_int_equal(
	    sign_key_write(key, in_folder("no/such"), "", &err), -1);
	assert_int_equal(err.code, ERR_NOT_FOUND);
	comment[256] = '\0';
	assert_int_equal(
	    sign_key_write(key, in_folder("long"), comment, &err), -1);
	assert_int_equal(err.code, ERR_INVALID);
	assert_int_equal(access(in_folder("long"), F_OK), -1);
	comment[255] = '\0';
	assert_int_equal(
	    sign_key_write(key, in_folder("long"), comment, &err), 0);
	assert_int_equal(read_code(in_folder("long"), &err), ERR_NONE);
	sign_key_free(key);
	buffer_free(&text);
}

/* The same as in the file beside, which ssh-keygen made too. */
static void check_public(const char *name)
{
	uint8_t public[SIGN_PUBLIC], beside[SIGN_PUBLIC];
	struct buffer line = { 0 };
	char pub[64];
	struct err err;

	snprintf(pub, sizeof(pub), "%s.pub", name);
	load(&line, in_folder(pub));
	assert_int_equal(sign_public_read(line.bytes, beside, &err), 0);
	if (sign_key_read_public(in_folder(name), public, &err) != 0)
		fail_msg("%s", err.text);
	assert_memory_equal(public, beside, SIGN_PUBLIC);
	buffer_free(&line);
}

static void a_public_half_that_is_none_is_refused(void **state)
{
	uint8_t public[SIGN_PUBLIC];
	struct err err;

	(void)state;
	shell("rm -f other* && ssh-keygen -q -t ecdsa -N '' -f other");
	assert_int_equal(
	    sign_key_read_public(in_folder("other"), public, &err), -1);
	assert_non_null(strstr(err.text, "is an ECDSA key"));
	assert_int_equal(
	    sign_key_read_public(in_folder("other.pub"), public, &err), -1);
	assert_non_null(strstr(err.text, "is a public key"));
	assert_int_equal(
	    sign_key_read_public(in_folder("missing"), public, &err), -1);
	assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void a_passphrase_is_named(void **state)
{
	static const char *const ciphers[] = { "aes256-ctr",
		"aes256-gcm@openssh.com", "chacha20-poly1305@openssh.com" };

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		shell("rm -f locked*");
		assert_int_equal(shell("ssh-keygen -q -t ed25519 -a 1 -Z %s "
				       "-N secret -f locked",
				     ciphers[i]),
		    0);
		check_refused(in_folder("locked"), ERR_INVALID,
		    "has a passphrase: use a key without one: "
		    "ssh-keygen -t ed25519 -N '' -f FILE");
		check_public("locked");
	}
}

static void other_kinds_are_named(void **state)
{
	(void)state;
	shell("ssh-keygen -q -t rsa -b 1024 -N '' -f rsa");
	check_refused(in_folder("rsa"), ERR_INVALID, "is an RSA key, an Ed255");
	shell("ssh-keygen -q -t rsa -b 1024 -m PEM -N '' -f rsa.pem");
	check_refused(in_folder("rsa.pem"), ERR_INVALID, "is an RSA key, an");
	shell("ssh-keygen -q -t ecdsa -N '' -f ecdsa");
	check_refused(in_folder("ecdsa"), ERR_INVALID, "is an ECDSA key, an");
	shell("ssh-keygen -q -t ecdsa -m PEM -N '' -f ecdsa.pem");
	check_refused(in_folder("ecdsa.pem"), ERR_INVALID, "is an ECDSA key");
	shell("ssh-keygen -q -t rsa -b 1024 -m PKCS8 -N '' -f pkcs8");
	check_refused(in_folder("pkcs8"), ERR_INVALID, "is a key in PKCS #8");
	/* to take the passphrase off would not help here */
	shell("ssh-keygen -q -t ecdsa -a 1 -N secret -f ecdsa-locked");
	check_refused(in_folder("ecdsa-locked"), ERR_INVALID, "an ECDSA key");
}

static void a_public_key_is_named_whatever_its_mode(void **state)
{
	(void)state;
	check_refused(DATA "key.pub", ERR_INVALID,
	    "is a public key: give the private one");
	shell("ssh-keygen -q -t rsa -b 1024 -N '' -f public-rsa");
	check_refused(in_folder("public-rsa.pub"), ERR_INVALID,
	    "is a public key: give the private one");
}

static void a_file_open_to_others_is_refused(void **state)
{
	struct buffer text = { 0 };
	struct err err;
	char path[PATH_MAX];

	(void)state;
	load(&text, DATA "key");
	snprintf(
	    path, sizeof(path), "%s", save("open", text.bytes, text.length));
	for (unsigned bit = 1; bit <= 040; bit <<= 1) {
		assert_int_equal(chmod(path, 0600 | bit), 0);
		check_refused(path, ERR_DENIED, "chmod 600 /tmp/");
	}
	assert_int_equal(chmod(path, 0400), 0);
	assert_int_equal(read_code(path, &err), ERR_NONE);
	assert_int_equal(chmod(path, 0), 0);
	if (geteuid() != 0)
		check_refused(path, ERR_DENIED, "Permission denied");
	buffer_free(&text);
}

static void what_is_no_key_file_is_refused(void **state)
{
	static char large[16 * 1024 + 1];

	(void)state;
	check_refused(in_folder("absent"), ERR_NOT_FOUND, "No such file");
	check_refused(in_folder("."), ERR_INVALID, "is not a file");
	check_refused("/dev/null", ERR_INVALID, "is not a file");
	assert_int_equal(mkfifo(in_folder("fifo"), 0600), 0);
	check_refused(in_folder("fifo"), ERR_INVALID, "is not a file");
	check_refused(save("empty", "", 0), ERR_INVALID, "not a whole");
	check_refused(save("nuls", large, 1000), ERR_INVALID, "not a whole");
	check_refused(
	    save("large", large, sizeof(large)), ERR_INVALID, "too large");
}

/* --- key files, byte by byte --- */

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
			      "abcdefghijklmnopqrstuvwxyz0123456789+/";

#define BEGIN "-----BEGIN OPENSSH PRIVATE KEY-----\n"
#define END   "\n-----END OPENSSH PRIVATE KEY-----\n"

/* RFC 4648, section 4. */
static void base64(struct buffer *to, const uint8_t *bytes, size_t length)
{
	for (size_t i = 0; i < length; i += 3) {
		unsigned bits = (unsigned)bytes[i] << 16;
		char four[5] = "====";

		bits |= i + 1 < length ? (unsigned)bytes[i + 1] << 8 : 0;
		bits |= i + 2 < length ? bytes[i + 2] : 0;
		for (size_t at = 0; at < 4 && at <= length - i; at++)
			four[at] = letters[bits >> (18 - 6 * at) & 63];
		buffer_text(to, four);
	}
}

/* The golden key as its 250 bytes. */
static void golden_bytes(struct buffer *to)
{
	struct buffer text = { 0 };
	unsigned bits = 0;
	int held = 0;

	load(&text, DATA "key");
	for (char *at = strchr(text.bytes, '\n'); *at != '-'; at++) {
		const char *letter = strchr(letters, *at);

		if (letter == NULL)
			continue;
		bits = bits << 6 | (unsigned)(letter - letters);
		held += 6;
		if (held >= 8) {
			held -= 8;
			buffer_add(
			    to, &(uint8_t){ (uint8_t)(bits >> held) }, 1);
		}
	}
	assert_int_equal(to->length, 250);
	buffer_free(&text);
}

static int read_bytes(const void *bytes, size_t length)
{
	struct buffer text = { 0 };
	struct err err;
	int code;

	buffer_text(&text, BEGIN);
	base64(&text, bytes, length);
	buffer_text(&text, END);
	code = read_code(save("bytes", text.bytes, text.length), &err);
	buffer_free(&text);
	return code;
}

/* Where the comment's 19 characters stand; nothing else may differ. */
#define COMMENT     229
#define COMMENT_END 248

static void every_bit_counts(void **state)
{
	struct buffer key = { 0 };

	(void)state;
	golden_bytes(&key);
	assert_memory_equal(key.bytes + COMMENT, "throw-away test key", 19);
	assert_int_equal(read_bytes(key.bytes, key.length), ERR_NONE);
	for (size_t i = 0; i < 8 * key.length; i++) {
		bool free = i / 8 >= COMMENT && i / 8 < COMMENT_END;

		key.bytes[i / 8] ^= (char)(1 << i % 8);
		assert_int_equal(read_bytes(key.bytes, key.length),
		    free ? ERR_NONE : ERR_INVALID);
		key.bytes[i / 8] ^= (char)(1 << i % 8);
	}
	buffer_free(&key);
}

static void every_byte_is_needed(void **state)
{
	struct buffer key = { 0 };

	(void)state;
	golden_bytes(&key);
	for (size_t length = 0; length < key.length; length++)
		assert_int_equal(read_bytes(key.bytes, length), ERR_INVALID);
	buffer_add(&key, "\3", 1);
	assert_int_equal(read_bytes(key.bytes, key.length), ERR_INVALID);
	buffer_free(&key);
}

/* Both check numbers may be anything as long as they are equal; a second
 * block of padding is no padding. */
static void checks_and_padding(void **state)
{
	struct buffer key = { 0 };

	(void)state;
	golden_bytes(&key);
	memcpy(key.bytes + 98, "\0\1\2\3\0\1\2\3", 8);
	assert_int_equal(read_bytes(key.bytes, key.length), ERR_NONE);
	key.bytes[97] += 8;
	buffer_add(&key, "\3\4\5\6\7\10\11\12", 8);
	assert_int_equal(read_bytes(key.bytes, key.length), ERR_INVALID);
	/* the section without its two bytes of padding */
	key.bytes[97] -= 8 + 2;
	assert_int_equal(read_bytes(key.bytes, COMMENT_END), ERR_INVALID);
	buffer_free(&key);
}

/* The cipher "none" has no options: one of a byte, put in at its place. */
static void options_are_refused(void **state)
{
	struct buffer key = { 0 }, changed = { 0 };

	(void)state;
	golden_bytes(&key);
	buffer_add(&changed, key.bytes, 31);
	buffer_add(&changed, "\0\0\0\1x", 5);
	buffer_add(&changed, key.bytes + 35, key.length - 35);
	assert_int_equal(
	    read_bytes(changed.bytes, changed.length), ERR_INVALID);
	buffer_free(&key);
	buffer_free(&changed);
}

static void armor_is_read_strictly(void **state)
{
	static const char *const wrong[] = { BEGIN, BEGIN END, END,
		BEGIN "!" END, BEGIN "b3BlbnNzaC1rZXktdjE" END,
		"-----BEGIN" END,
		"-----BEGIN OPENSSH PRIVATE KEY-----END OPENSSH PRIVATE KEY"
		"-----" };

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		check_refused(save("wrong", wrong[i], strlen(wrong[i])),
		    ERR_INVALID, "not a whole");
}

/* The key is the same where such a byte is read as the slash it replaced. */
static void a_byte_that_is_not_ascii_is_no_slash(void **state)
{
	struct buffer text = { 0 };
	char *slash;

	(void)state;
	load(&text, DATA "key");
	slash = strchr(text.bytes, '/');
	assert_non_null(slash);
	*slash = '\xe5';
	check_refused(
	    save("slash", text.bytes, text.length), ERR_INVALID, "not a whole");
	buffer_free(&text);
}

static int folder_make(void **state)
{
	(void)state;
	return mkdtemp(folder) != NULL ? 0 : -1;
}

static int folder_remove(void **state)
{
	(void)state;
	return shell("rm -r %s", folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_what_ssh_keygen_made),
		cmocka_unit_test(reads_every_padding),
		cmocka_unit_test(reads_with_other_line_ends),
		cmocka_unit_test(ssh_keygen_reads_what_we_wrote),
		cmocka_unit_test(writes_only_new_files),
		cmocka_unit_test(a_passphrase_is_named),
		cmocka_unit_test(a_public_half_that_is_none_is_refused),
		cmocka_unit_test(other_kinds_are_named),
		cmocka_unit_test(a_public_key_is_named_whatever_its_mode),
		cmocka_unit_test(a_file_open_to_others_is_refused),
		cmocka_unit_test(what_is_no_key_file_is_refused),
		cmocka_unit_test(every_bit_counts),
		cmocka_unit_test(every_byte_is_needed),
		cmocka_unit_test(checks_and_padding),
		cmocka_unit_test(options_are_refused),
		cmocka_unit_test(armor_is_read_strictly),
		cmocka_unit_test(a_byte_that_is_not_ascii_is_no_slash),
	};

	sign_init();
	return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
