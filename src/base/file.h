/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files: reads one as a whole, with a limit; writes one that appears under its name only when it is
 * complete.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/err.h"
#include "base/mem.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct text;

/*
 * Appends the bytes of `path` to `out` ("-" is standard input). Reads only regular files, so it
 * never waits for a FIFO or device; standard input may be anything. Errors (ERR_INPUT): missing,
 * unreadable, a directory, not a regular file, larger than `max_bytes`. On failure `out` is
 * unchanged.
 */
bool file_read(const char *path, size_t max_bytes, struct text *out, struct err *err);

/*
 * Opens a file for reading under the same rules as file_read, "-" included; the caller closes the
 * descriptor. Its size has been compared with `max_bytes`, but it may grow. -1 with ERR_INPUT on
 * failure.
 */
int file_open(const char *path, size_t max_bytes, struct err *err);

/* read(2), not interrupted by signals. */
ssize_t file_get(int descriptor, void *bytes, size_t count);
/* Writes all the bytes, not interrupted by signals; false with errno. */
bool file_put(int descriptor, const void *bytes, size_t count);

/* True when both exist and are the same file (device and inode). */
bool file_same(const char *a, const char *b);

/* The folder of a file as a path that can be opened, "." or with a slash at its end; free() it. */
char *file_folder(const char *path);

/* The permissions that the umask leaves a new file. */
mode_t file_new_mode(void);

/* Gives a file that was opened without a name (O_TMPFILE) this one. False with errno; EEXIST when
 * the name is taken. Needs /proc. */
bool file_link(int descriptor, const char *path);

/* The file that a path means after following all symbolic links; it need not exist. free() it. */
char *file_follow_links(const char *path);

/*
 * A file that is being written, in the folder of the target. It has no name there until
 * file_commit, which makes it durable and gives it its name; so whatever happens before leaves
 * nothing. Where the file system cannot do that, it has a temporary name,
 * ".lectern-PID-XXXXXX.part". Until it is complete, the target is untouched. A file that replaces
 * another one gets its permissions. When the target is a symbolic link, the file it points to is
 * written or replaced.
 *
 *     struct file_out out;
 *     if (!file_create(&out, target, err)) ...
 *     file_write(&out, bytes, count, err) ... file_rewrite(&out, offset, bytes, count, err) ...
 *     file_commit(&out, err)   or   file_discard(&out)
 *
 * The file is locked (flock) while it is written. A part file without a lock is what a killed run
 * has left; file_create removes those of the same user from the folder.
 *
 * Errors are ERR_OUTPUT and name the target; ERR_SYSTEM when there are no descriptors or no memory.
 * After a failed write, call file_discard. The struct must not be moved before that.
 */
struct file_out {
    char *target;    /* owned; after following all symbolic links */
    char *temporary; /* owned; NULL while the file has no name */
    int descriptor;  /* -1 when closed */
    uint64_t bytes;  /* written so far */
    struct mem_farewell farewell;
};

bool file_create(struct file_out *out, const char *target, struct err *err);
bool file_write(struct file_out *out, const void *bytes, size_t count, struct err *err);
/* Overwrites bytes that are there already; `out->bytes` does not change. */
bool file_rewrite(struct file_out *out, uint64_t offset, const void *bytes, size_t count,
                  struct err *err);
/* fsync, the name, fsync of the folder. On failure the file is discarded. */
bool file_commit(struct file_out *out, struct err *err);
/* Gives the file up. May be called after file_commit, after a failed file_create, and
 * twice. */
void file_discard(struct file_out *out);

#endif
