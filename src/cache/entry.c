/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cache/entry.h"

#include "base/checksum.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char magic[8] = {'l', 'e', 'c', 't', 'e', 'r', 'n', 1};

enum { KEY_AT = 8, SIZE_AT = KEY_AT + CACHE_KEY_BYTES, SUM_AT = SIZE_AT + 8 };

void entry_head(unsigned char head[ENTRY_HEAD_BYTES], const struct cache_key *key,
                struct view bytes)
{
    struct checksum sum = checksum_of(bytes);
    memcpy(head, magic, sizeof magic);
    memcpy(head + KEY_AT, key->bytes, CACHE_KEY_BYTES);
    for (int i = 0; i < 8; i++)
        head[SIZE_AT + i] = (unsigned char)((uint64_t)bytes.bytes >> 8 * i);
    memcpy(head + SUM_AT, sum.bytes, sizeof sum.bytes);
}

bool entry_is_intact(struct view file, const struct cache_key *key)
{
    unsigned char head[ENTRY_HEAD_BYTES];
    if (file.bytes < ENTRY_HEAD_BYTES)
        return false;
    entry_head(head, key, view_part(file, ENTRY_HEAD_BYTES, file.bytes));
    return memcmp(file.at, head, sizeof head) == 0;
}

/* Reads the whole file behind what `out` has; false when it is no regular file of a fitting size,
 * or shorter than it says. */
static bool read_whole(int descriptor, struct text *out)
{
    struct stat status;
    if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode) ||
        status.st_size > ENTRY_MOST_BYTES)
        return false;
    size_t wanted = (size_t)status.st_size;
    text_reserve(out, wanted + 1);
    while (wanted > 0) {
        ssize_t got = file_get(descriptor, out->at + out->bytes, wanted);
        if (got <= 0)
            return false;
        out->bytes += (size_t)got;
        wanted -= (size_t)got;
    }
    out->at[out->bytes] = '\0';
    return true;
}

enum entry_state entry_read(const char *path, const struct cache_key *key, struct text *out)
{
    size_t before = out->bytes;
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW);
    if (descriptor < 0)
        return ENTRY_ABSENT;
    bool good = read_whole(descriptor, out) &&
                entry_is_intact(view_part(text_view(out), before, out->bytes), key);
    if (good) {
        memmove(out->at + before, out->at + before + ENTRY_HEAD_BYTES,
                out->bytes - before - ENTRY_HEAD_BYTES);
        text_cut(out, out->bytes - ENTRY_HEAD_BYTES);
        futimens(descriptor, NULL); /* fails where the file belongs to somebody else: no harm */
    } else if (out->at != NULL) {
        text_cut(out, before);
    }
    close(descriptor);
    return good ? ENTRY_FOUND : ENTRY_DAMAGED;
}

static bool fill(int descriptor, const struct cache_key *key, struct view bytes)
{
    unsigned char head[ENTRY_HEAD_BYTES];
    entry_head(head, key, bytes);
    return file_put(descriptor, head, sizeof head) && file_put(descriptor, bytes.at, bytes.bytes);
}

/* Gives a file without a name its name. Where there is one already, it is removed first: it may be
 * damaged. Two programs that do this at once write the same bytes. */
static bool give_name(int descriptor, const char *path)
{
    if (file_link(descriptor, path))
        return true;
    if (errno != EEXIST || (unlink(path) != 0 && errno != ENOENT))
        return false;
    return file_link(descriptor, path) || errno == EEXIST;
}

/* For file systems without nameless files (NFS): a temporary name, which trim.c removes should we
 * be killed. */
static bool write_named(const char *path, const struct cache_key *key, struct view bytes)
{
    struct text temporary = {0};
    text_addf(&temporary, "%s.XXXXXX", path);
    int descriptor = mkostemp(temporary.at, O_CLOEXEC);
    bool good = descriptor >= 0;
    if (good) {
        fchmod(descriptor, file_new_mode());
        good = fill(descriptor, key, bytes);
        good = close(descriptor) == 0 && good && rename(temporary.at, path) == 0;
        int problem = errno;
        if (!good)
            unlink(temporary.at);
        errno = problem;
    }
    text_release(&temporary);
    return good;
}

bool entry_write(const char *path, const struct cache_key *key, struct view bytes)
{
    char *folder = file_folder(path);
    int descriptor = open(folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
    free(folder);
    if (descriptor < 0)
        return (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL) &&
               write_named(path, key, bytes);
    bool good = fill(descriptor, key, bytes);
    bool named = good && give_name(descriptor, path);
    int problem = errno;
    close(descriptor);
    errno = problem;
    /* /proc may be missing: then nameless files cannot be named. */
    return named || (good && problem == ENOENT && write_named(path, key, bytes));
}
