/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files: read one whole with a limit; write one that appears under its name only when it is
 * complete.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text;

/*
 * Appends the bytes of `path` to `out` ("-" is standard input). Never waits for a FIFO or device:
 * only regular files are read, and standard input whatever it is. Errors (ERR_INPUT): missing,
 * unreadable, a directory, no regular file, larger than `max_bytes`. On failure `out` is as it was.
 */
bool file_read(const char *path, size_t max_bytes, struct text *out, struct err *err);

/* True when a and b both exist and are the same file (device and inode). */
bool file_same(const char *a, const char *b);

/*
 * A file in the making. It is written under a temporary name in the folder of the target;
 * file_commit makes it durable and gives it its name. Until then nothing is to be seen at the
 * target. A file that is replaced leaves its permissions to the new one. A symbolic link stays
 * what it is: the file it points to is written or replaced.
 *
 *     struct file_out out;
 *     if (!file_create(&out, target, err)) ...
 *     file_write(&out, bytes, count, err) ... file_rewrite(&out, offset, bytes, count, err) ...
 *     file_commit(&out, err)   or   file_discard(&out)
 *
 * Errors are ERR_OUTPUT and name the target. After a failed write, call file_discard.
 */
struct file_out {
    char *target, *temporary; /* owned; behind all symbolic links */
    int descriptor;           /* -1 when closed */
    uint64_t bytes;           /* written so far */
};

bool file_create(struct file_out *out, const char *target, struct err *err);
bool file_write(struct file_out *out, const void *bytes, size_t count, struct err *err);
/* Writes over bytes that are already there; `bytes` of the file do not change. */
bool file_rewrite(struct file_out *out, uint64_t offset, const void *bytes, size_t count,
                  struct err *err);
/* fsync, close, rename over the target, fsync of the folder. On failure the file is discarded. */
bool file_commit(struct file_out *out, struct err *err);
/* Removes the temporary file. Fine after commit, after a failed create, and twice. */
void file_discard(struct file_out *out);
/* Only async-signal-safe calls: unlink of the temporary name. For the ending after a signal. */
void file_unlink_temporary(const struct file_out *out);

#endif
