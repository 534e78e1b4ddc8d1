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

/* A mapping of its own file; or of plain memory when `file` is -1. */
struct region {
    char *at;
    size_t bytes;
    int file;
};

static struct {
    struct region *regions;
    size_t count, capacity;
    size_t touched_bytes;
} spilled;

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

/* Reserves room on the disk. Writing to a page without it would end in SIGBUS. */
static bool has_room(int file, size_t from, size_t to)
{
    return file >= 0 && posix_fallocate(file, (off_t)from, (off_t)(to - from)) == 0;
}

static char *mapped(void *at)
{
    return mem_checked(at != MAP_FAILED ? at : NULL);
}

static char *map_memory(int file, size_t bytes)
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
    region.at = map_memory(region.file, bytes);
    return region;
}

static void free_region(struct region *region)
{
    munmap(region->at, region->bytes);
    if (region->file >= 0)
        close(region->file);
}

static struct region *region_of(const void *memory)
{
    for (size_t i = 0; i < spilled.count; i++)
        if (spilled.regions[i].at == memory)
            return &spilled.regions[i];
    return NULL;
}

static void release_pages(void)
{
    spilled.touched_bytes = 0;
    for (size_t i = 0; i < spilled.count; i++)
        if (spilled.regions[i].file >= 0)
            madvise(spilled.regions[i].at, spilled.regions[i].bytes, MADV_DONTNEED);
}

/* Makes the region longer or shorter; it may move. False when the disk is full. */
static bool resize_region(struct region *region, size_t bytes)
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
    spilled.regions =
        mem_grow(spilled.regions, spilled.count, &spilled.capacity, sizeof *spilled.regions);
    spilled.regions[spilled.count++] = region;
    return region.at;
}

void *spill_resize(void *old, size_t used_bytes, size_t bytes)
{
    struct region *region = region_of(old);
    if (region == NULL && bytes < SPILL_FROM_BYTES)
        return mem_resize(old, bytes);
    release_pages();
    if (region != NULL && resize_region(region, bytes))
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
    free_region(region);
    *region = spilled.regions[--spilled.count];
    if (spilled.count > 0)
        return;
    free(spilled.regions);
    spilled.regions = NULL;
    spilled.capacity = 0;
}

void spill_touched(size_t bytes)
{
    if (spilled.count == 0)
        return;
    spilled.touched_bytes += bytes;
    if (spilled.touched_bytes >= SPILL_RESIDENT_BYTES)
        release_pages();
}

void spill_separate(void)
{
    for (size_t i = 0; i < spilled.count; i++) {
        struct region *region = &spilled.regions[i];
        if (region->file < 0)
            continue;
        mapped(mmap(region->at, region->bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_FIXED,
                    region->file, 0));
        close(region->file);
        region->file = -1;
    }
}

size_t spill_file_bytes(void)
{
    size_t bytes = 0;
    for (size_t i = 0; i < spilled.count; i++)
        bytes += spilled.regions[i].file >= 0 ? spilled.regions[i].bytes : 0;
    return bytes;
}
