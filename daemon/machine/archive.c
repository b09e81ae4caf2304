/* SPDX-License-Identifier: ISC */
#include "daemon/machine/archive.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "protocol/durable.h"

#define BLOCK          512
#define SIZE_MAX_OCTAL INT64_C(077777777777)
#define CHUNK          65536

/* POSIX.1-2017, pax, "ustar Interchange Format". */
struct header {
	char name[100], mode[8], uid[8], gid[8], size[12], mtime[12];
	char checksum[8], type, link[100], magic[6], version[2];
	char user[32], group[32], major[8], minor[8], prefix[155], pad[12];
};
static_assert(sizeof(struct header) == BLOCK, "a header is one block");

/* The sum of all bytes, those of itself taken as blanks. */
static unsigned header_sum(const struct header *header)
{
	const unsigned char *bytes = (const unsigned char *)header;
	size_t at = offsetof(struct header, checksum);
	unsigned sum = 0;

	for (size_t i = 0; i < BLOCK; i++)
		sum += i >= at && i < at + sizeof(header->checksum) ? ' '
								    : bytes[i];
	return sum;
}

static void header_make(
    struct header *header, const char *name, const struct stat *status)
{
	*header = (struct header){
		.type = '0', .magic = "ustar", .version = { '0', '0' }
	};
	snprintf(header->name, sizeof(header->name), "%s", name);
	snprintf(header->mode, sizeof(header->mode), "%07o", 0600);
	snprintf(header->uid, sizeof(header->uid), "%07o", 0);
	snprintf(header->gid, sizeof(header->gid), "%07o", 0);
	snprintf(header->size, sizeof(header->size), "%011jo",
	    (uintmax_t)status->st_size);
	snprintf(header->mtime, sizeof(header->mtime), "%011jo",
	    (uintmax_t)status->st_mtime);
	snprintf(header->checksum, sizeof(header->checksum), "%06o",
	    header_sum(header));
	header->checksum[7] = ' ';
}

/* --- writing --- */

static int archive_cannot_write(struct err *err)
{
	return err_set(err, ERR_INTERNAL, "cannot write the backup: %s",
	    strerrordesc_np(errno));
}

static int copy_out(int fd, int file, int64_t size, struct err *err)
{
	static const char zeros[BLOCK];
	char bytes[CHUNK];
	int64_t left = size;

	while (left > 0) {
		ssize_t got = read(file, bytes, sizeof(bytes));

		if (got <= 0)
			return err_set(err, ERR_INTERNAL,
			    "cannot read what is copied: %s",
			    got < 0 ? strerrordesc_np(errno)
				    : "it became shorter");
		if (got > left)
			got = (ssize_t)left;
		if (durable_write_unsynced(fd, bytes, (size_t)got) != 0)
			return archive_cannot_write(err);
		left -= got;
	}
	if (durable_write_unsynced(
		fd, zeros, (size_t)((BLOCK - size % BLOCK) % BLOCK)) != 0)
		return archive_cannot_write(err);
	return 0;
}

int archive_add(int fd, const char *path, const char *name, struct err *err)
{
	int file = open(path, O_RDONLY | O_CLOEXEC), result;
	struct header header;
	struct stat status;

	if (file < 0 || fstat(file, &status) != 0) {
		err_set(err, ERR_INTERNAL, "cannot read %s: %s", path,
		    strerrordesc_np(errno));
		if (file >= 0)
			close(file);
		return -1;
	}
	assert(status.st_size <= SIZE_MAX_OCTAL); /* 8 GiB */
	header_make(&header, name, &status);
	if (durable_write_unsynced(fd, &header, sizeof(header)) != 0)
		result = archive_cannot_write(err);
	else
		result = copy_out(fd, file, status.st_size, err);
	close(file);
	return result;
}

int archive_end(int fd, struct err *err)
{
	static const char zeros[2 * BLOCK];

	if (durable_write_unsynced(fd, zeros, sizeof(zeros)) != 0)
		return archive_cannot_write(err);
	return 0;
}

/* --- reading --- */

/* All of it, or false: the file ends before, or cannot be read. */
static bool archive_read_whole(int fd, void *bytes, size_t length)
{
	char *at = bytes;

	while (length > 0) {
		ssize_t got = read(fd, at, length);

		if (got == 0 || (got < 0 && errno != EINTR))
			return false;
		at += got > 0 ? got : 0;
		length -= got > 0 ? (size_t)got : 0;
	}
	return true;
}

static int archive_is_cut(const char *from, struct err *err)
{
	return err_set(err, ERR_INVALID,
	    "%s is damaged or was cut off: nothing was changed; take another"
	    " backup",
	    from);
}

/* Of what we write: octal digits and one NUL. */
static bool header_size(const struct header *header, int64_t *size)
{
	char digits[sizeof(header->size) + 1], *end;

	snprintf(digits, sizeof(digits), "%.*s", (int)sizeof(header->size),
	    header->size);
	*size = strtoll(digits, &end, 8);
	return end == digits + 11 && digits[0] != '-' && digits[0] != '+';
}

static int header_check(const struct header *header, const char *from,
    const char *name, struct err *err)
{
	static const char sealed[] = "age-encryption.org/";

	if (memcmp(header, sealed, sizeof(sealed) - 1) == 0)
		return err_set(err, ERR_INVALID,
		    "%s is encrypted: age -d -i KEY FILE | planvaktd restore -"
		    " --state DIR",
		    from);
	if (memcmp(header->magic, "ustar", 6) != 0 ||
	    strncmp(header->name, name, sizeof(header->name)) != 0)
		return err_set(err, ERR_INVALID,
		    "%s is no backup that planvaktd has made", from);
	if (strtoul(header->checksum, NULL, 8) != header_sum(header))
		return archive_is_cut(from, err);
	return 0;
}

static int copy_in(
    int fd, const char *from, int file, int64_t size, struct err *err)
{
	char bytes[CHUNK];

	while (size > 0) {
		size_t part = size < CHUNK ? (size_t)size : CHUNK;
		size_t padded = (part + BLOCK - 1) / BLOCK * BLOCK;

		if (!archive_read_whole(fd, bytes, padded))
			return archive_is_cut(from, err);
		if (durable_write_unsynced(file, bytes, part) != 0)
			return err_set(err, ERR_INTERNAL,
			    "cannot write what is restored: %s",
			    strerrordesc_np(errno));
		size -= (int64_t)part;
	}
	if (fsync(file) != 0)
		return err_set(err, ERR_INTERNAL,
		    "cannot write what is restored: %s",
		    strerrordesc_np(errno));
	return 0;
}

int archive_take(int fd, const char *from, const char *name, const char *path,
    struct err *err)
{
	struct header header;
	int64_t size = 0;
	int file, result;

	if (!archive_read_whole(fd, &header, sizeof(header)))
		return archive_is_cut(from, err);
	if (header_check(&header, from, name, err) != 0)
		return -1;
	if (!header_size(&header, &size))
		return archive_is_cut(from, err);
	file = open(
	    path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (file < 0)
		return err_set(err, ERR_INTERNAL, "cannot write %s: %s", path,
		    strerrordesc_np(errno));
	result = copy_in(fd, from, file, size, err);
	close(file);
	return result;
}

int archive_finish(int fd, const char *from, struct err *err)
{
	char zeros[2 * BLOCK];

	if (!archive_read_whole(fd, zeros, sizeof(zeros)) || zeros[0] != '\0' ||
	    memcmp(zeros, zeros + 1, sizeof(zeros) - 1) != 0)
		return archive_is_cut(from, err);
	return 0;
}
