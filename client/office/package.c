/* SPDX-License-Identifier: ISC */
#include "client/office/package.h"

#include <assert.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include "protocol/translate.h"

#define PIECE 65536

struct package {
	zip_t *zip;
	size_t unpacked;
};

struct package *package_open(int descriptor, struct err *err)
{
	int own = fcntl(descriptor, F_DUPFD_CLOEXEC, 0), why = 0;
	zip_t *zip = own >= 0 ? zip_fdopen(own, 0, &why) : NULL;
	struct package *package;

	if (zip == NULL) {
		if (own >= 0)
			close(own);
		err_set(err, ERR_INVALID,
		    why == ZIP_ER_MEMORY
			? N_("takes more memory than a document may")
			: N_("is damaged or not whole: get it, or save it,"
			     " again"));
		return NULL;
	}
	package = calloc(1, sizeof(*package));
	if (package == NULL)
		abort();
	package->zip = zip;
	return package;
}

void package_close(struct package *package)
{
	if (package == NULL)
		return;
	zip_discard(package->zip);
	free(package);
}

bool package_has(struct package *package, const char *part)
{
	return zip_name_locate(package->zip, part, 0) >= 0;
}

static int too_large(struct err *err)
{
	return err_set(err, ERR_INVALID,
	    "is over %u MB when it is unpacked: save the table alone",
	    PACKAGE_UNPACKED_MAX >> 20);
}

static int package_refuse(
    struct package *package, const char *part, struct err *err)
{
	int why = zip_error_code_zip(zip_get_error(package->zip));

	if (why == ZIP_ER_NOPASSWD)
		return err_set(err, ERR_INVALID,
		    "is encrypted: save it without a password");
	if (why == ZIP_ER_NOENT)
		return err_set(
		    err, ERR_INVALID, "has no %s: save it again", part);
	return err_set(err, ERR_INVALID,
	    "is damaged in %s: get it, or save it, again", part);
}

/* Of two parts of one name one reader takes this, another that. */
static bool package_has_twice(struct package *package, const char *part)
{
	zip_int64_t count = zip_get_num_entries(package->zip, 0), found = 0;

	for (zip_int64_t i = 0; i < count; i++) {
		const char *name =
		    zip_get_name(package->zip, (zip_uint64_t)i, 0);

		found += name != NULL && strcmp(name, part) == 0;
	}
	return found > 1;
}

int package_read(struct package *package, const char *part, package_taker *take,
    void *of, struct err *err)
{
	static char bytes[PIECE];
	zip_stat_t stat;
	zip_file_t *file;
	zip_int64_t length;
	int result = 0;

	zip_stat_init(&stat);
	if (zip_stat(package->zip, part, 0, &stat) != 0)
		return package_refuse(package, part, err);
	if (package_has_twice(package, part))
		return err_set(err, ERR_INVALID,
		    "is damaged: it has %s twice: save it again", part);
	if (!(stat.valid & ZIP_STAT_SIZE) || stat.size > PACKAGE_UNPACKED_MAX)
		return too_large(err);
	file = zip_fopen(package->zip, part, 0);
	if (file == NULL)
		return package_refuse(package, part, err);
	while (result == 0 &&
	    (length = zip_fread(file, bytes, sizeof(bytes))) > 0) {
		package->unpacked += (size_t)length;
		if (package->unpacked > PACKAGE_UNPACKED_MAX)
			result = too_large(err);
		else
			result = take(
			    of, bytes, (size_t)length, (size_t)stat.size, err);
	}
	if (result == 0 && length < 0)
		result = package_refuse(package, part, err);
	zip_fclose(file);
	return result;
}

/* --- making one --- */

/* The day is that on which DOS began: the same bytes twice. */
static zip_t *package_fill(
    zip_source_t *source, const struct package_part *parts)
{
	zip_t *zip = zip_open_from_source(source, ZIP_TRUNCATE, NULL);

	for (; zip != NULL && parts->name != NULL; parts++) {
		zip_source_t *bytes = zip_source_buffer(
		    zip, parts->bytes->bytes, parts->bytes->length, 0);
		zip_int64_t at =
		    zip_file_add(zip, parts->name, bytes, ZIP_FL_ENC_UTF_8);

		if (at < 0)
			abort();
		zip_set_file_compression(zip, (zip_uint64_t)at,
		    parts->stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 0);
		zip_file_set_dostime(zip, (zip_uint64_t)at, 0, (1 << 5) | 1, 0);
	}
	return zip;
}

static int package_take_all(struct buffer *archive, zip_source_t *source)
{
	char bytes[PIECE];
	zip_int64_t length = 0;

	if (zip_source_open(source) != 0)
		return -1;
	while ((length = zip_source_read(source, bytes, sizeof(bytes))) > 0)
		buffer_add(archive, bytes, (size_t)length);
	zip_source_close(source);
	return length < 0 ? -1 : 0;
}

int package_make(
    struct buffer *archive, const struct package_part *parts, struct err *err)
{
	zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *zip;
	int result = -1;

	if (source == NULL)
		abort();
	zip_source_keep(source);
	zip = package_fill(source, parts);
	if (zip != NULL && zip_close(zip) == 0)
		result = package_take_all(archive, source);
	zip_source_free(source);
	return result == 0 ? 0 : err_set(err, ERR_INTERNAL, "cannot be packed");
}
