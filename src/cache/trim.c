/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cache/trim.h"

#include "base/mem.h"
#include "base/str.h"
#include "cache/key.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
    NAME_BYTES = 2 * CACHE_KEY_BYTES - 2, /* the first two digits are the folder */
    STALE_SECONDS = 3600, /* chosen: writing an entry takes milliseconds, at worst minutes */
};

struct item {
    struct timespec used;
    uint64_t bytes;
    char folder[3], name[NAME_BYTES + 1];
};

struct items {
    struct item *at;
    size_t count, capacity;
    uint64_t bytes;
};

static bool is_hexadecimal(const char *name, size_t bytes)
{
    return strspn(name, "0123456789abcdef") >= bytes;
}

/* "cdef....XXXXXX", see write_named in entry.c. */
static bool is_temporary(const char *name)
{
    return is_hexadecimal(name, NAME_BYTES) && name[NAME_BYTES] == '.' &&
           strlen(name) == NAME_BYTES + 7;
}

static void look_at(int folder, const char *folder_name, const char *name, struct items *items)
{
    struct stat status;
    if (!is_hexadecimal(name, NAME_BYTES) ||
        fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(status.st_mode))
        return;
    if (is_temporary(name) && time(NULL) - status.st_mtime > STALE_SECONDS)
        unlinkat(folder, name, 0);
    if (name[NAME_BYTES] != '\0')
        return;
    items->at = mem_grow(items->at, items->count, &items->capacity, sizeof *items->at);
    struct item *item = &items->at[items->count++];
    item->used = status.st_mtim;
    item->bytes = (uint64_t)status.st_blocks * 512; /* st_blocks are of 512 bytes, see inode(7) */
    memcpy(item->folder, folder_name, 2);
    item->folder[2] = '\0';
    memcpy(item->name, name, NAME_BYTES + 1);
    items->bytes += item->bytes;
}

static void list(const char *path, const char *folder_name, struct items *items)
{
    DIR *folder = opendir(path);
    if (folder == NULL)
        return;
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;)
        look_at(dirfd(folder), folder_name, entry->d_name, items);
    closedir(folder);
}

static void list_all(const char *path, struct items *items)
{
    DIR *folder = opendir(path);
    if (folder == NULL)
        return;
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        if (strlen(entry->d_name) != 2 || !is_hexadecimal(entry->d_name, 2))
            continue;
        struct text inner = {0};
        text_addf(&inner, "%s/%s", path, entry->d_name);
        list(inner.at, entry->d_name, items);
        text_release(&inner);
    }
    closedir(folder);
}

static int compare_use(const void *a, const void *b)
{
    const struct item *one = a, *other = b;
    if (one->used.tv_sec != other->used.tv_sec)
        return one->used.tv_sec < other->used.tv_sec ? -1 : 1;
    if (one->used.tv_nsec != other->used.tv_nsec)
        return one->used.tv_nsec < other->used.tv_nsec ? -1 : 1;
    return strcmp(one->name, other->name);
}

void trim_folder(const char *folder, uint64_t limit_bytes)
{
    struct items items = {0};
    list_all(folder, &items);
    uint64_t wanted = limit_bytes - limit_bytes / 10;
    bool too_much = items.bytes > limit_bytes;
    if (too_much)
        qsort(items.at, items.count, sizeof *items.at, compare_use);
    for (size_t i = 0; too_much && i < items.count && items.bytes > wanted; i++) {
        struct text path = {0};
        text_addf(&path, "%s/%s/%s", folder, items.at[i].folder, items.at[i].name);
        unlink(path.at);
        text_release(&path);
        items.bytes -= items.at[i].bytes;
    }
    free(items.at);
}
