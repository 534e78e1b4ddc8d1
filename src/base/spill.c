/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/spill.h"

#include "base/mem.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

/*
 * All regions are in one sparse file, each in a slot of its own, so that a process that may open no
 * more files can still make new ones. Chosen: 64 GiB are more than any list has; 255 slots end
 * before 16 TiB, the largest file of ext4. Where offsets have 32 bits, 8 MiB.
 */
enum { SLOTS_MOST = 255, NO_SLOT = -1 };
static const off_t slot_bytes = (off_t)1 << (sizeof(off_t) == 8 ? 36 : 23);

/* A mapping of its slot; or of plain memory with NO_SLOT. */
struct region {
    char *at;
    size_t bytes;
    int slot;
};

static struct {
    struct region *regions;
    size_t count, capacity;
    size_t touched_bytes;
    int file;            /* valid when `open` */
    bool open, prepared; /* prepared: stays open without any region */
    bool forbidden;      /* a worker: the file is its parent's */
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

static bool has_file(void)
{
    if (spilled.open || spilled.forbidden)
        return spilled.open;
    spilled.file = open_file();
    spilled.open = spilled.file >= 0;
    return spilled.open;
}

static void close_file(void)
{
    if (spilled.open)
        close(spilled.file);
    spilled.open = false;
}

static int free_slot(void)
{
    bool taken[SLOTS_MOST] = {false};
    for (size_t i = 0; i < spilled.count; i++)
        if (spilled.regions[i].slot != NO_SLOT)
            taken[spilled.regions[i].slot] = true;
    for (int slot = 0; slot < SLOTS_MOST; slot++)
        if (!taken[slot])
            return slot;
    return NO_SLOT;
}

/* The kernel sends SIGXFSZ to who exceeds `ulimit -f`, even for an empty part of a file. */
static bool may_grow_to(off_t end)
{
    struct rlimit limit;
    return getrlimit(RLIMIT_FSIZE, &limit) == 0 &&
           (limit.rlim_cur == RLIM_INFINITY || (rlim_t)end <= limit.rlim_cur);
}

/* Reserves room on the disk. Writing to a page without it would end in SIGBUS. */
static bool has_room(int slot, size_t from, size_t to)
{
    off_t start = slot_bytes * slot;
    return to <= (size_t)slot_bytes && may_grow_to(start + (off_t)to) &&
           posix_fallocate(spilled.file, start + (off_t)from, (off_t)(to - from)) == 0;
}

static char *mapped(void *at)
{
    return mem_checked(at != MAP_FAILED ? at : NULL);
}

static char *map_slot(int slot, size_t bytes)
{
    if (slot == NO_SLOT)
        return mapped(
            mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    return mapped(
        mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, spilled.file, slot_bytes * slot));
}

/* Gives the room on the disk back; a file system that cannot do so gets it back at our end. */
static void empty_slot(int slot, size_t bytes)
{
    if (slot != NO_SLOT)
        fallocate(spilled.file, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, slot_bytes * slot,
                  (off_t)bytes);
}

static struct region new_region(size_t bytes)
{
    struct region region = {.bytes = bytes, .slot = has_file() ? free_slot() : NO_SLOT};
    if (region.slot != NO_SLOT && !has_room(region.slot, 0, bytes)) {
        empty_slot(region.slot, bytes);
        region.slot = NO_SLOT;
    }
    region.at = map_slot(region.slot, bytes);
    return region;
}

static void free_region(struct region *region)
{
    munmap(region->at, region->bytes);
    empty_slot(region->slot, region->bytes);
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
        if (spilled.regions[i].slot != NO_SLOT)
            madvise(spilled.regions[i].at, spilled.regions[i].bytes, MADV_DONTNEED);
}

/* Makes the region longer or shorter; it may move. False when the disk is full. */
static bool resize_region(struct region *region, size_t bytes)
{
    bool grows_in_file = bytes > region->bytes && region->slot != NO_SLOT;
    if (grows_in_file && !has_room(region->slot, region->bytes, bytes))
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
    if (!spilled.prepared)
        close_file();
}

void spill_prepare(void)
{
    spilled.prepared = has_file();
}

void spill_separate(void)
{
    for (size_t i = 0; i < spilled.count; i++) {
        struct region *region = &spilled.regions[i];
        if (region->slot == NO_SLOT)
            continue;
        mapped(mmap(region->at, region->bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_FIXED,
                    spilled.file, slot_bytes * region->slot));
        region->slot = NO_SLOT;
    }
    close_file();
    spilled.forbidden = true;
}

void spill_touched(size_t bytes)
{
    if (spilled.count == 0)
        return;
    spilled.touched_bytes += bytes;
    if (spilled.touched_bytes >= SPILL_RESIDENT_BYTES)
        release_pages();
}

static size_t bytes_of(bool in_file)
{
    size_t bytes = 0;
    for (size_t i = 0; i < spilled.count; i++)
        if ((spilled.regions[i].slot != NO_SLOT) == in_file)
            bytes += spilled.regions[i].bytes;
    return bytes;
}

size_t spill_file_bytes(void)
{
    return bytes_of(true);
}

size_t spill_plain_bytes(void)
{
    return bytes_of(false);
}
