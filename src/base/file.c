/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"

#include "base/mem.h"
#include "base/str.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static int open_input(const char *path, struct err *err)
{
    if (strcmp(path, "-") == 0) {
        int copy = dup(STDIN_FILENO);
        if (copy < 0)
            err_set(err, err_kind_of(errno, ERR_INPUT), "standard input: %s", strerror(errno));
        return copy;
    }
    /* Without O_NONBLOCK, opening a FIFO would wait for a writer. */
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (descriptor < 0) {
        err_set(err, err_kind_of(errno, ERR_INPUT), "%s: %s%s", path, strerror(errno),
                err_advice(errno));
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

ssize_t file_get(int descriptor, void *bytes, size_t count)
{
    ssize_t got;
    do
        got = read(descriptor, bytes, count);
    while (got < 0 && errno == EINTR);
    return got;
}

bool file_put(int descriptor, const void *bytes, size_t count)
{
    const char *at = bytes;
    while (count > 0) {
        ssize_t done = write(descriptor, at, count);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return false;
        at += done;
        count -= (size_t)done;
    }
    return true;
}

/* Appends the next bytes: returns how many, 0 at the end, -1 on an error. */
static ssize_t read_step(int descriptor, struct text *out)
{
    char step[8192]; /* chosen: small enough for the stack */
    ssize_t got = file_get(descriptor, step, sizeof step);
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

static const char *name_of(const char *path)
{
    return strcmp(path, "-") == 0 ? "standard input" : path;
}

int file_open(const char *path, size_t max_bytes, struct err *err)
{
    int descriptor = open_input(path, err);
    if (descriptor < 0 || !is_larger(descriptor, max_bytes))
        return descriptor;
    close(descriptor);
    too_large(name_of(path), max_bytes, err);
    return -1;
}

bool file_read(const char *path, size_t max_bytes, struct text *out, struct err *err)
{
    const char *name = name_of(path);
    size_t before = out->bytes;
    bool was_empty = out->at == NULL;
    int descriptor = file_open(path, max_bytes, err);
    if (descriptor < 0)
        return false;
    ssize_t got;
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
    return err_set(err, err_kind_of(errno, ERR_OUTPUT), "%s: %s: %s%s", out->target, what,
                   strerror(errno), err_advice(errno));
}

/* The outermost folder of a path that does not exist: what must be made first. */
static void folder_missing(const char *target, struct err *err)
{
    struct stat status;
    char *folder = mem_copy_text(target, strlen(target));
    char *end = strrchr(folder, '/');
    for (char *at = folder + 1; end != NULL && at <= end; at++) {
        if (*at != '/')
            continue;
        *at = '\0';
        if (stat(folder, &status) != 0)
            break;
        *at = '/';
    }
    err_set(err, ERR_OUTPUT, "%s: cannot be created: the folder %s does not exist", target,
            end != NULL ? folder : ".");
    free(folder);
}

/* Reports what rename() could not do (replace a folder or device, use too long a name) now, not
 * after an hour of work. */
static bool check_target(const char *target, struct err *err)
{
    struct stat status;
    if (stat(target, &status) != 0)
        return errno == ENOENT || errno == EACCES /* creating it will say more */ ||
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

char *file_follow_links(const char *path)
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

/* The folder of a file, with the slash at its end; "" for the current one. */
static struct view folder_of(const char *target)
{
    const char *slash = strrchr(target, '/');
    return (struct view){target, slash == NULL ? 0 : (size_t)(slash - target) + 1};
}

char *file_folder(const char *path)
{
    struct view folder = folder_of(path);
    return folder.bytes == 0 ? mem_copy_text(".", 1) : mem_copy_text(folder.at, folder.bytes);
}

static bool is_part_name(const char *name)
{
    struct view v = view_of(name);
    size_t digits = strspn(name + (v.bytes < 9 ? v.bytes : 9), "0123456789");
    return view_starts(v, ".lectern-") && digits > 0 && view_ends(v, ".part") &&
           v.bytes == 9 + digits + sizeof "-XXXXXX.part" - 1;
}

/* A part file that nobody locks belongs to nobody: whoever writes one holds a lock until it is
 * gone.
 */
static void remove_stale(int folder, const char *name)
{
    int part = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    struct stat status;
    if (part < 0)
        return;
    if (fstat(part, &status) == 0 && S_ISREG(status.st_mode) && status.st_uid == geteuid() &&
        flock(part, LOCK_EX | LOCK_NB) == 0)
        unlinkat(folder, name, 0);
    close(part);
}

static void remove_all_stale(const char *target)
{
    char *path = file_folder(target);
    DIR *folder = opendir(path);
    free(path);
    if (folder == NULL)
        return;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
        if (is_part_name(entry->d_name))
            remove_stale(dirfd(folder), entry->d_name);
    closedir(folder);
}

/* A template for mkostemps(): the name begins with a dot and the process id. */
static char *part_template(const char *target)
{
    struct text name = {0};
    text_add_view(&name, folder_of(target));
    text_addf(&name, ".lectern-%ld-XXXXXX.part", (long)getpid());
    return name.at;
}

static void unlink_temporary(void *context)
{
    const struct file_out *out = context;
    if (out->temporary != NULL)
        unlink(out->temporary);
}

/* Opens a file with a temporary name, and locks it; -1 on failure. Another run may have removed it
 * as stale between the two: then the lock is on a file without a name, and all begins again. */
static int open_named(struct file_out *out)
{
    enum { TRIES = 100 }; /* chosen: far more than runs that start at the same moment */
    for (int i = 0; i < TRIES; i++) {
        struct stat status;
        char *name = part_template(out->target);
        int descriptor = mkostemps(name, 5, O_CLOEXEC);
        int problem = errno;
        if (descriptor >= 0)
            flock(descriptor, LOCK_EX | LOCK_NB);
        if (descriptor >= 0 && (fstat(descriptor, &status) != 0 || status.st_nlink > 0)) {
            out->temporary = name;
            return descriptor;
        }
        free(name);
        errno = problem;
        if (descriptor < 0)
            return -1;
        close(descriptor);
    }
    return -1;
}

/* Path of a descriptor, by which a file without a name can get one. */
struct descriptor_path {
    char at[32];
};

static struct descriptor_path path_of_descriptor(int descriptor)
{
    struct descriptor_path path;
    snprintf(path.at, sizeof path.at, "/proc/self/fd/%d", descriptor);
    return path;
}

bool file_link(int descriptor, const char *path)
{
    return linkat(AT_FDCWD, path_of_descriptor(descriptor).at, AT_FDCWD, path, AT_SYMLINK_FOLLOW) ==
           0;
}

mode_t file_new_mode(void)
{
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

/* Opens a file without a name; -1 when this system cannot do that, or not name it later. */
static int open_unnamed(const char *target)
{
    char *folder = file_folder(target);
    int descriptor = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    free(folder);
    if (descriptor < 0)
        return -1;
    if (access(path_of_descriptor(descriptor).at, F_OK) != 0) { /* there is no /proc */
        close(descriptor);
        return -1;
    }
    flock(descriptor, LOCK_EX | LOCK_NB);
    return descriptor;
}

bool file_create(struct file_out *out, const char *target, struct err *err)
{
    *out = (struct file_out){.descriptor = -1};
    if (!check_target(target, err))
        return false;
    out->target = file_follow_links(target);
    remove_all_stale(out->target);
    out->descriptor = open_unnamed(out->target);
    if (out->descriptor < 0)
        out->descriptor = open_named(out);
    if (out->descriptor < 0) {
        if (errno == ENOENT)
            folder_missing(out->target, err);
        else
            output_error(out, "cannot be created", err);
        file_discard(out);
        return false;
    }
    out->farewell = (struct mem_farewell){unlink_temporary, out, NULL};
    mem_farewell_add(&out->farewell);
    struct stat old;
    mode_t mode = stat(out->target, &old) == 0 ? old.st_mode & 0777 : file_new_mode();
    if (fchmod(out->descriptor, mode) != 0) { /* some file systems have no permissions: ignored */
    }
    return true;
}

bool file_write(struct file_out *out, const void *bytes, size_t count, struct err *err)
{
    if (!file_put(out->descriptor, bytes, count))
        return output_error(out, "cannot be written", err);
    out->bytes += count;
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
    char *folder = file_folder(target);
    int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    free(folder);
    if (descriptor < 0)
        return;
    fsync(descriptor);
    close(descriptor);
}

/* Gives the file a temporary name. False with errno. */
static bool link_unnamed(struct file_out *out)
{
    enum { TRIES = 100 }; /* chosen: names are taken by accident, or by nobody */
    for (unsigned i = 0; i < TRIES; i++) {
        struct text name = {0};
        text_add_view(&name, folder_of(out->target));
        text_addf(&name, ".lectern-%ld-%06u.part", (long)getpid(), i);
        out->temporary = name.at;
        if (file_link(out->descriptor, out->temporary))
            return true;
        int problem = errno;
        free(out->temporary);
        out->temporary = NULL;
        errno = problem;
        if (problem != EEXIST)
            return false;
    }
    return false;
}

/* For file systems that make files without a name but cannot name them: copies the file to one that
 * has a name. False with errno. */
static bool copy_to_named(struct file_out *out)
{
    int source = out->descriptor;
    out->descriptor = open_named(out);
    if (out->descriptor < 0) {
        out->descriptor = source;
        return false;
    }
    struct stat status;
    char step[8192]; /* chosen: small enough for the stack */
    struct err ignored;
    ssize_t got = 0;
    bool good = fstat(source, &status) == 0;
    for (off_t at = 0; good && (got = pread(source, step, sizeof step, at)) > 0; at += got)
        good = file_write(out, step, (size_t)got, &ignored);
    good = good && got == 0 && fsync(out->descriptor) == 0;
    int problem = errno;
    if (good && fchmod(out->descriptor, status.st_mode & 0777) != 0) { /* as in file_create */
    }
    close(source);
    errno = problem;
    return good;
}

static bool name_file(struct file_out *out)
{
    return (out->temporary != NULL || link_unnamed(out) || copy_to_named(out)) &&
           rename(out->temporary, out->target) == 0;
}

bool file_commit(struct file_out *out, struct err *err)
{
    uint64_t bytes = out->bytes;
    bool good = (fsync(out->descriptor) == 0 || errno == EINVAL) && name_file(out);
    if (!good) {
        output_error(out, "cannot be completed", err);
        file_discard(out);
        return false;
    }
    free(out->temporary);
    out->temporary = NULL;
    out->bytes = bytes;
    sync_folder(out->target);
    file_discard(out);
    return true;
}

void file_discard(struct file_out *out)
{
    mem_farewell_remove(&out->farewell);
    unlink_temporary(out);
    if (out->descriptor >= 0)
        close(out->descriptor); /* also ends the lock */
    out->descriptor = -1;
    free(out->temporary);
    free(out->target);
    out->temporary = out->target = NULL;
}
