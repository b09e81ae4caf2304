/* SPDX-License-Identifier: ISC */
/* A text that a person changes in an editor of his own. */
#ifndef CLIENT_EDITOR_H
#define CLIENT_EDITOR_H

#include "protocol/buffer.h"
#include "protocol/error.h"

struct edited {
	char path[256];     /* of the file, of mode 0600; "" where it is gone */
	struct buffer text; /* what it was given back as */
};

/* Writes the text into a new file and waits for $VISUAL, $EDITOR, `editor` or
 * `vi`, the first of them that is there (as sensible-editor(1) does), the last
 * two on a terminal only. ERR_CONFLICT where the editor fails: then the file is
 * gone. */
int editor_run(
    struct edited *edited, const struct buffer *text, struct err *err);

/* Removes the file, or keeps it and says so behind the error. */
void editor_remove(struct edited *edited);
void editor_keep(struct edited *edited, struct err *err);

#endif
