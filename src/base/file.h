/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files: reads one as a whole, with a limit; writes one that appears under its name only when it is
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
 * Appends the bytes of `path` to `out` ("-" is standard input). Reads only regular files, so it
 * never waits for a FIFO or device; standard input may be anything. Errors (ERR_INPUT): missing,
 * unreadable, a directory, not a regular file, larger than `max_bytes`. On failure `out` is
 * unchanged.
 */
bool file_read(const char *path, size_t max_bytes, struct text *out, struct err *err);

/* True when both exist and are the same file (device and inode). */
bool file_same(const char *a, const char *b);

/*
 * A file that is being written. It has a temporary name in the folder of the target; file_commit
 * makes it durable and gives it its name. Until then the target is untouched. A file that replaces
 * another one gets its permissions. When the target is a symbolic link, the file it points to is
 * written or replaced.
 *
 *     struct file_out out;
 *     if (!file_create(&out, target, err)) ...
 *     file_write(&out, bytes, count, err) ... file_rewrite(&out, offset, bytes, count, err) ...
 *     file_commit(&out, err)   or   file_discard(&out)
 *
 * Errors are ERR_OUTPUT and name the target. After a failed write, call file_discard.
 */
struct file_out {
    char *target, *temporary; /* owned; after following all symbolic links */
    int descriptor;           /* -1 when closed */
    uint64_t bytes;           /* written so far */
};

bool file_create(struct file_out *out, const char *target, struct err *err);
bool file_write(struct file_out *out, const void *bytes, size_t count, struct err *err);
/* Overwrites bytes that are there already; `out->bytes` does not change. */
bool file_rewrite(struct file_out *out, uint64_t offset, const void *bytes, size_t count,
                  struct err *err);
/* fsync, close, rename to the target, fsync of the folder. On failure the file is discarded. */
bool file_commit(struct file_out *out, struct err *err);
/* Removes the temporary file. May be called after file_commit, after a failed file_create, and
 * twice. */
void file_discard(struct file_out *out);
/* Removes the temporary file by an async-signal-safe call, for a signal handler. */
void file_unlink_temporary(const struct file_out *out);

#endif
