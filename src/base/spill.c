/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/spill.h"

#include "base/mem.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* A mapping of a file of its own; or, without a file (-1), of plain memory. */
struct region {
    char *at;
    size_t bytes;
    int file;
};

static struct {
    struct region *regions;
    size_t count, capacity;
    size_t passed_bytes;
} paged;

static int open_unnamed(const char *folder)
{
    int file = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (file >= 0)
        return file;
    char path[4096];
    int length = snprintf(path, sizeof path, "%s/lectern-XXXXXX", folder);
    if (length < 0 || (size_t)length >= sizeof path)
        return -1;
    file = mkostemp(path, O_CLOEXEC);
    if (file >= 0)
        unlink(path);
    return file;
}

static int open_file(void)
{
    const char *given = getenv("TMPDIR");
    const char *const folders[] = {given != NULL && given[0] != '\0' ? given : "/var/tmp",
                                   "/var/tmp", "/tmp"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        int file = open_unnamed(folders[i]);
        if (file >= 0)
            return file;
    }
    return -1;
}

/* Room on the disk first: writing to a page that has none would end in SIGBUS. */
static bool has_room(int file, size_t from, size_t to)
{
    return file >= 0 && posix_fallocate(file, (off_t)from, (off_t)(to - from)) == 0;
}

static char *mapped(void *at)
{
    return mem_checked(at != MAP_FAILED ? at : NULL);
}

static char *map(int file, size_t bytes)
{
    int flags = file >= 0 ? MAP_SHARED : MAP_PRIVATE | MAP_ANONYMOUS;
    return mapped(mmap(NULL, bytes, PROT_READ | PROT_WRITE, flags, file, 0));
}

static struct region new_region(size_t bytes)
{
    struct region region = {.bytes = bytes, .file = open_file()};
    if (region.file >= 0 && !has_room(region.file, 0, bytes)) {
        close(region.file);
        region.file = -1;
    }
    region.at = map(region.file, bytes);
    return region;
}

static void end_region(struct region *region)
{
    munmap(region->at, region->bytes);
    if (region->file >= 0)
        close(region->file);
}

static struct region *region_of(const void *memory)
{
    for (size_t i = 0; i < paged.count; i++)
        if (paged.regions[i].at == memory)
            return &paged.regions[i];
    return NULL;
}

static void let_go(void)
{
    paged.passed_bytes = 0;
    for (size_t i = 0; i < paged.count; i++)
        if (paged.regions[i].file >= 0)
            madvise(paged.regions[i].at, paged.regions[i].bytes, MADV_DONTNEED);
}

/* The region in place, longer or shorter; false when the disk is full. */
static bool stretch(struct region *region, size_t bytes)
{
    if (bytes > region->bytes && region->file >= 0 && !has_room(region->file, region->bytes, bytes))
        return false;
    region->at = mapped(mremap(region->at, region->bytes, bytes, MREMAP_MAYMOVE));
    region->bytes = bytes;
    return true;
}

static void *add_region(const void *old, size_t used_bytes, size_t bytes)
{
    struct region region = new_region(bytes);
    if (used_bytes > 0)
        memcpy(region.at, old, used_bytes);
    paged.regions = mem_grow(paged.regions, paged.count, &paged.capacity, sizeof *paged.regions);
    paged.regions[paged.count++] = region;
    return region.at;
}

void *spill_resize(void *old, size_t used_bytes, size_t bytes)
{
    struct region *region = region_of(old);
    if (region == NULL && bytes < SPILL_FROM_BYTES)
        return mem_resize(old, bytes);
    let_go();
    if (region != NULL && stretch(region, bytes))
        return region->at;
    void *moved = add_region(old, used_bytes, bytes);
    spill_free(old);
    return moved;
}

void *spill_grow(void *items, size_t count, size_t *capacity, size_t item_bytes)
{
    if (count < *capacity)
        return items;
    *capacity = mem_next_capacity(*capacity, item_bytes);
    return spill_resize(items, count * item_bytes, *capacity * item_bytes);
}

void spill_free(void *memory)
{
    struct region *region = region_of(memory);
    if (region == NULL) {
        free(memory);
        return;
    }
    end_region(region);
    *region = paged.regions[--paged.count];
    if (paged.count > 0)
        return;
    free(paged.regions);
    paged.regions = NULL;
    paged.capacity = 0;
}

void spill_touched(size_t bytes)
{
    if (paged.count == 0)
        return;
    paged.passed_bytes += bytes;
    if (paged.passed_bytes >= SPILL_RESIDENT_BYTES)
        let_go();
}

size_t spill_file_bytes(void)
{
    size_t bytes = 0;
    for (size_t i = 0; i < paged.count; i++)
        bytes += paged.regions[i].file >= 0 ? paged.regions[i].bytes : 0;
    return bytes;
}
