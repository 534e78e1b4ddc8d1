/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"

#include "base/mem.h"
#include "base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int open_input(const char *path, struct err *err)
{
    if (strcmp(path, "-") == 0) {
        int copy = dup(STDIN_FILENO);
        if (copy < 0)
            err_set(err, ERR_INPUT, "standard input: %s", strerror(errno));
        return copy;
    }
    /* Without O_NONBLOCK, opening a FIFO would wait for a writer. */
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (descriptor < 0) {
        err_set(err, ERR_INPUT, "%s: %s", path, strerror(errno));
        return -1;
    }
    struct stat status;
    if (fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode))
        return descriptor;
    close(descriptor);
    err_set(err, ERR_INPUT,
            S_ISDIR(status.st_mode)
                ? "%s: is a directory; give the name of the book file inside it"
                : "%s: is not a regular file; to read from a pipe, use - (standard input)",
            path);
    return -1;
}

/* Appends the next bytes: returns how many, 0 at the end, -1 on an error. */
static ssize_t read_step(int descriptor, struct text *out)
{
    char step[8192]; /* chosen: small enough for the stack */
    ssize_t got;
    do
        got = read(descriptor, step, sizeof step);
    while (got < 0 && errno == EINTR);
    if (got > 0)
        text_add(out, step, (size_t)got);
    return got;
}

/* Looks at the size before anything is read: a sparse file of any size takes no disk to make. */
static bool is_larger(int descriptor, size_t max_bytes)
{
    struct stat status;
    return fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) &&
           (uintmax_t)status.st_size > max_bytes;
}

static bool too_large(const char *name, size_t max_bytes, struct err *err)
{
    return err_set(err, ERR_INPUT, "%s: is larger than the limit of %zu MiB; split it into parts",
                   name, max_bytes >> 20);
}

bool file_read(const char *path, size_t max_bytes, struct text *out, struct err *err)
{
    const char *name = strcmp(path, "-") == 0 ? "standard input" : path;
    size_t before = out->bytes;
    bool was_empty = out->at == NULL;
    int descriptor = open_input(path, err);
    if (descriptor < 0)
        return false;
    ssize_t got;
    if (is_larger(descriptor, max_bytes)) {
        close(descriptor);
        return too_large(name, max_bytes, err);
    }
    while ((got = read_step(descriptor, out)) > 0 && out->bytes - before <= max_bytes)
        ;
    int problem = errno;
    close(descriptor);
    if (got == 0 && out->bytes - before <= max_bytes)
        return true;
    if (was_empty)
        text_release(out);
    else
        text_cut(out, before);
    if (got < 0)
        return err_set(err, ERR_INPUT, "%s: %s", name, strerror(problem));
    return too_large(name, max_bytes, err);
}

bool file_same(const char *a, const char *b)
{
    struct stat first, second;
    return stat(a, &first) == 0 && stat(b, &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}

static bool output_error(const struct file_out *out, const char *what, struct err *err)
{
    return err_set(err, ERR_OUTPUT, "%s: %s: %s", out->target, what, strerror(errno));
}

/* Reports what rename() could not do (replace a folder or device, use too long a name) now, not
 * after an hour of work. */
static bool check_target(const char *target, struct err *err)
{
    struct stat status;
    if (stat(target, &status) != 0)
        return errno == ENOENT || errno == EACCES /* mkostemps() will say more */ ||
               err_set(err, ERR_OUTPUT, "%s: cannot be created: %s", target, strerror(errno));
    if (S_ISDIR(status.st_mode))
        return err_set(err, ERR_OUTPUT, "%s: is a directory; give a file name with -o", target);
    if (!S_ISREG(status.st_mode))
        return err_set(err, ERR_OUTPUT, "%s: is not a regular file; give another file name with -o",
                       target);
    return true;
}

/* Where a symbolic link points, as a path from our folder; false when `path` is not a link. */
static bool read_link(const char *path, struct text *next)
{
    char to[PATH_MAX];
    ssize_t bytes = readlink(path, to, sizeof to);
    if (bytes <= 0 || (size_t)bytes == sizeof to)
        return false;
    const char *slash = strrchr(path, '/');
    if (to[0] != '/' && slash != NULL)
        text_add(next, path, (size_t)(slash - path) + 1);
    text_add(next, to, (size_t)bytes);
    return true;
}

/* The file that a path means after following all symbolic links; it need not exist. free() it. */
static char *follow_links(const char *path)
{
    enum { LINKS_MOST = 40 }; /* the limit of Linux, see path_resolution(7) */
    char *here = mem_copy_text(path, strlen(path));
    for (int i = 0; i < LINKS_MOST; i++) {
        struct text next = {0};
        if (!read_link(here, &next))
            break;
        free(here);
        here = next.at;
    }
    return here;
}

bool file_create(struct file_out *out, const char *target, struct err *err)
{
    *out = (struct file_out){.descriptor = -1};
    if (!check_target(target, err))
        return false;
    out->target = follow_links(target);
    target = out->target;
    struct text name = {0};
    const char *slash = strrchr(target, '/');
    text_add(&name, target, slash == NULL ? 0 : (size_t)(slash - target) + 1);
    text_addf(&name, ".lectern-%ld-XXXXXX.part", (long)getpid());
    out->temporary = name.at;
    out->descriptor = mkostemps(out->temporary, 5, O_CLOEXEC);
    if (out->descriptor < 0) {
        output_error(out, "cannot be created", err);
        free(out->temporary);
        out->temporary = NULL;
        file_discard(out);
        return false;
    }
    mode_t mask = umask(0);
    umask(mask);
    struct stat old;
    mode_t mode = stat(target, &old) == 0 ? old.st_mode & 0777 : 0666 & ~mask;
    if (fchmod(out->descriptor, mode) != 0) { /* some file systems have no permissions: ignored */
    }
    return true;
}

bool file_write(struct file_out *out, const void *bytes, size_t count, struct err *err)
{
    const char *at = bytes;
    while (count > 0) {
        ssize_t done = write(out->descriptor, at, count);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return output_error(out, "cannot be written", err);
        at += done;
        count -= (size_t)done;
        out->bytes += (uint64_t)done;
    }
    return true;
}

bool file_rewrite(struct file_out *out, uint64_t offset, const void *bytes, size_t count,
                  struct err *err)
{
    const char *at = bytes;
    while (count > 0) {
        ssize_t done = pwrite(out->descriptor, at, count, (off_t)offset);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return output_error(out, "cannot be written", err);
        at += done;
        offset += (uint64_t)done;
        count -= (size_t)done;
    }
    return true;
}

/* Makes the new name durable. When the folder cannot be opened or synced, that is ignored. */
static void sync_folder(const char *target)
{
    const char *slash = strrchr(target, '/');
    char *folder =
        slash == NULL ? mem_copy_text(".", 1) : mem_copy_text(target, (size_t)(slash - target) + 1);
    int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    free(folder);
    if (descriptor < 0)
        return;
    fsync(descriptor);
    close(descriptor);
}

bool file_commit(struct file_out *out, struct err *err)
{
    bool good = fsync(out->descriptor) == 0 || errno == EINVAL;
    int problem = errno;
    if (close(out->descriptor) != 0 && good) {
        good = false;
        problem = errno;
    }
    out->descriptor = -1;
    if (good && rename(out->temporary, out->target) != 0) {
        good = false;
        problem = errno;
    }
    if (!good) {
        errno = problem;
        output_error(out, "cannot be completed", err);
        file_discard(out);
        return false;
    }
    free(out->temporary);
    out->temporary = NULL;
    sync_folder(out->target);
    file_discard(out);
    return true;
}

void file_discard(struct file_out *out)
{
    if (out->descriptor >= 0)
        close(out->descriptor);
    out->descriptor = -1;
    file_unlink_temporary(out);
    free(out->temporary);
    free(out->target);
    out->temporary = out->target = NULL;
}

void file_unlink_temporary(const struct file_out *out)
{
    if (out->temporary != NULL)
        unlink(out->temporary);
}
