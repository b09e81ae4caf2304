/* SPDX-License-Identifier: ISC */
#include "daemon/delivery/program/maildir.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "protocol/address.h"
#include "protocol/durable.h"

#define ADDRESS_NAME (NAME_MAX + sizeof("%2f"))

/* The folders of one delivery, open; -1 for one that is not. */
struct maildir {
	const char *path;             /* of `all`, for errors */
	char address[ADDRESS_NAME];   /* as a file name */
	char name[2 * DISPATCH_NAME]; /* of the message, without flags */
	int all, own, tmp, new, cur;
};

static int maildir_refused(
    const struct maildir *maildir, const char *what, struct err *err)
{
	return err_set(err, ERR_INTERNAL, "cannot %s in %s/%s: %s", what,
	    maildir->path, maildir->address, strerrordesc_np(errno));
}

/* The address as a file name that no other address has: '/' and what it is
 * written with are %2f and %25. It never begins with a dot, as no address
 * does. */
static int address_name(
    char name[ADDRESS_NAME], const char *address, struct err *err)
{
	size_t length = 0;

	for (const char *at = address; *at != '\0'; at++) {
		if (*at == '/' || *at == '%')
			length += (size_t)snprintf(name + length,
			    ADDRESS_NAME - length, "%%%02x", *at);
		else if (*at >= 'A' && *at <= 'Z')
			name[length++] = (char)(*at - 'A' + 'a');
		else
			name[length++] = *at;
		if (length > NAME_MAX)
			return err_set(err, ERR_INVALID,
			    "the dispatch's \"to\" is too long for a Maildir");
	}
	name[length] = '\0';
	return 0;
}

static int folder_open(
    struct maildir *maildir, int at, const char *name, struct err *err)
{
	int fd;

	if (mkdirat(at, name, 0700) != 0 && errno != EEXIST)
		return maildir_refused(maildir, "create a folder", err);
	fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return maildir_refused(maildir, "open a folder", err);
	return fd;
}

static int folder_sync(struct maildir *maildir, int fd, struct err *err)
{
	return fsync(fd) == 0 ? 0
			      : maildir_refused(maildir, "sync a folder", err);
}

/* Opens FOLDER, whose name is on disk after this, whoever made it. */
static int all_open(struct maildir *maildir, struct err *err)
{
	int parent, result;

	maildir->all = folder_open(maildir, AT_FDCWD, maildir->path, err);
	if (maildir->all < 0)
		return -1;
	parent = openat(maildir->all, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (parent < 0)
		return maildir_refused(maildir, "open the folder above", err);
	result = folder_sync(maildir, parent, err);
	close(parent);
	return result;
}

static int maildir_open(struct maildir *maildir, struct err *err)
{
	if (all_open(maildir, err) != 0)
		return -1;
	maildir->own =
	    folder_open(maildir, maildir->all, maildir->address, err);
	if (maildir->own < 0)
		return -1;
	maildir->tmp = folder_open(maildir, maildir->own, "tmp", err);
	maildir->new = folder_open(maildir, maildir->own, "new", err);
	maildir->cur = folder_open(maildir, maildir->own, "cur", err);
	return maildir->tmp < 0 || maildir->new < 0 || maildir->cur < 0 ? -1
									: 0;
}

static void maildir_close(struct maildir *maildir)
{
	int fds[] = { maildir->cur, maildir->new, maildir->tmp, maildir->own,
		maildir->all };

	for (size_t i = 0; i < sizeof(fds) / sizeof(fds[0]); i++)
		if (fds[i] >= 0)
			close(fds[i]);
}

/* An attempt whose daemon died may still be at work on the same message. A
 * file system without locks goes without this one. */
static void maildir_lock(const struct maildir *maildir)
{
	while (flock(maildir->own, LOCK_EX) != 0 && errno == EINTR)
		continue;
}

/* 1 where the folder has the message, with or without flags; 0; -1. */
static int folder_has(
    const struct maildir *maildir, int folder, struct err *err)
{
	size_t length = strlen(maildir->name);
	int fd = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *files = fd < 0 ? NULL : fdopendir(fd);
	const struct dirent *file;
	int has = 0;

	if (files == NULL) {
		maildir_refused(maildir, "list a folder", err);
		if (fd >= 0)
			close(fd);
		return -1;
	}
	while (has == 0 && (errno = 0, file = readdir(files)) != NULL)
		has = strncmp(file->d_name, maildir->name, length) == 0 &&
		    (file->d_name[length] == '\0' ||
			file->d_name[length] == ':');
	if (has == 0 && errno != 0)
		has = maildir_refused(maildir, "list a folder", err);
	closedir(files);
	return has;
}

/* new/ first: a reader moves from there to cur/, never back. */
static int maildir_has(const struct maildir *maildir, struct err *err)
{
	int has = folder_has(maildir, maildir->new, err);

	return has != 0 ? has : folder_has(maildir, maildir->cur, err);
}

static int tmp_remove(const struct maildir *maildir, struct err *err)
{
	if (unlinkat(maildir->tmp, maildir->name, 0) != 0 && errno != ENOENT)
		return maildir_refused(maildir, "remove a file from tmp", err);
	return 0;
}

static int tmp_write(const struct maildir *maildir, const void *mail,
    size_t length, struct err *err)
{
	int fd = openat(maildir->tmp, maildir->name,
	    O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	int result = fd < 0 ? -1 : durable_write(fd, mail, length);

	if (result != 0)
		maildir_refused(maildir, "write a file of tmp", err);
	if (fd >= 0 && close(fd) != 0 && result == 0)
		result = maildir_refused(maildir, "close a file of tmp", err);
	return result;
}

static int new_link(const struct maildir *maildir, struct err *err)
{
	if (linkat(maildir->tmp, maildir->name, maildir->new, maildir->name,
		0) != 0 &&
	    errno != EEXIST)
		return maildir_refused(maildir, "link a file into new", err);
	return 0;
}

static int maildir_add(const struct maildir *maildir, const void *mail,
    size_t length, struct err *err)
{
	struct err later;

	if (tmp_remove(maildir, err) != 0)
		return -1;
	if (tmp_write(maildir, mail, length, err) != 0 ||
	    new_link(maildir, err) != 0) {
		tmp_remove(maildir, &later);
		return -1;
	}
	return 0;
}

/* What is on disk when this returns 0 stays there, whoever put it there. */
static int maildir_settle(struct maildir *maildir, struct err *err)
{
	if (tmp_remove(maildir, err) != 0 ||
	    folder_sync(maildir, maildir->new, err) != 0 ||
	    folder_sync(maildir, maildir->own, err) != 0)
		return -1;
	return folder_sync(maildir, maildir->all, err);
}

static int maildir_deliver_file(
    struct maildir *maildir, const void *mail, size_t length, struct err *err)
{
	int has;

	if (maildir_open(maildir, err) != 0)
		return -1;
	maildir_lock(maildir);
	has = maildir_has(maildir, err);
	if (has < 0 ||
	    (has == 0 && maildir_add(maildir, mail, length, err) != 0))
		return -1;
	return maildir_settle(maildir, err);
}

static int deliver_one(const char *folder, const char *address,
    const struct handed_dispatch *dispatch, const void *mail, size_t length,
    struct err *err)
{
	struct maildir maildir = { .path = folder,
		.all = -1,
		.own = -1,
		.tmp = -1,
		.new = -1,
		.cur = -1 };
	char name[DISPATCH_NAME];
	int result;

	if (address_name(maildir.address, address, err) != 0)
		return -1;
	dispatch_name(name, dispatch);
	snprintf(maildir.name, sizeof(maildir.name), "%s.planvakt", name);
	result = maildir_deliver_file(&maildir, mail, length, err);
	maildir_close(&maildir);
	return result;
}

int maildir_deliver(const char *folder, const struct handed_dispatch *dispatch,
    const void *mail, size_t length, struct err *err)
{
	const char *rest = dispatch->to;
	char address[256];
	int result = 0;

	while (result == 0 && addresses_next(&rest, address))
		result =
		    deliver_one(folder, address, dispatch, mail, length, err);
	return result;
}
