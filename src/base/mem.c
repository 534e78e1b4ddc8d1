/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/mem.h"

#include "base/err.h"
#include "base/spill.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unicode/uclean.h>
#include <unistd.h>

/* Chosen: small enough for a short text, large enough to make malloc rare. */
enum { ARENA_BLOCK_BYTES = 64 * 1024 };

struct arena_block {
    struct arena_block *next;
    size_t used_bytes, capacity_bytes;
    alignas(max_align_t) char at[];
};

struct arena {
    struct arena_block *blocks; /* the newest first: memory is taken from it */
    size_t bytes;               /* of all blocks */
};

static struct mem_farewell *newest_farewell;

void mem_farewell_add(struct mem_farewell *farewell)
{
    farewell->older = newest_farewell;
    newest_farewell = farewell;
}

void mem_farewell_remove(struct mem_farewell *farewell)
{
    for (struct mem_farewell **at = &newest_farewell; *at != NULL; at = &(*at)->older)
        if (*at == farewell) {
            *at = farewell->older;
            return;
        }
}

void mem_farewell_only(struct mem_farewell *farewell)
{
    farewell->older = NULL;
    newest_farewell = farewell;
}

/* Not exit(): what it calls may need memory. Not abort(): a full machine is no bug. */
static _Noreturn void end_without_memory(void)
{
    static const char sentence[] =
        "lectern: out of memory; close other programs, use fewer workers (-j), or split the book\n";
    for (struct mem_farewell *at = newest_farewell; at != NULL; at = at->older)
        at->run(at->context);
    if (write(STDERR_FILENO, sentence, sizeof sentence - 1) < 0) { /* nobody is there to be told */
    }
    _exit(ERR_SYSTEM);
}

void *mem_checked(void *got)
{
    if (got == NULL)
        end_without_memory();
    return got;
}

static void *icu_alloc(const void *context, size_t bytes)
{
    (void)context;
    return mem_alloc(bytes);
}

static void *icu_resize(const void *context, void *old, size_t bytes)
{
    (void)context;
    return mem_resize(old, bytes);
}

static void icu_free(const void *context, void *memory)
{
    (void)context;
    free(memory);
}

void mem_guard_libraries(void)
{
    UErrorCode status = U_ZERO_ERROR;
    u_setMemoryFunctions(NULL, icu_alloc, icu_resize, icu_free, &status);
}

void *mem_alloc(size_t bytes)
{
    return mem_checked(malloc(bytes > 0 ? bytes : 1));
}

void *mem_zero(size_t count, size_t item_bytes)
{
    return mem_checked(calloc(count > 0 ? count : 1, item_bytes > 0 ? item_bytes : 1));
}

void *mem_resize(void *old, size_t bytes)
{
    return mem_checked(realloc(old, bytes > 0 ? bytes : 1));
}

static char *mapped(void *at)
{
    return mem_checked(at != MAP_FAILED ? at : NULL);
}

/* Without MADV_DONTFORK it works, too, but slower. */
void *mem_resize_apart(void *old, size_t old_bytes, size_t bytes)
{
    if (old != NULL)
        return mapped(mremap(old, old_bytes, bytes, MREMAP_MAYMOVE));
    void *new =
        mapped(mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    madvise(new, bytes, MADV_DONTFORK);
    return new;
}

void mem_free_apart(void *memory, size_t bytes)
{
    if (memory != NULL)
        munmap(memory, bytes);
}

char *mem_copy_text(const char *text, size_t bytes)
{
    char *copy = mem_alloc(bytes + 1);
    if (bytes > 0)
        memcpy(copy, text, bytes);
    copy[bytes] = '\0';
    return copy;
}

size_t mem_next_capacity(size_t capacity, size_t item_bytes)
{
    size_t wanted = capacity < 16 ? 16 : capacity + capacity / 2;
    if (wanted > SIZE_MAX / item_bytes)
        mem_checked(NULL);
    return wanted;
}

void *mem_grow(void *items, size_t count, size_t *capacity, size_t item_bytes)
{
    if (count < *capacity)
        return items;
    *capacity = mem_next_capacity(*capacity, item_bytes);
    return mem_resize(items, *capacity * item_bytes);
}

struct arena *arena_new(void)
{
    return mem_zero(1, sizeof(struct arena));
}

void arena_free(struct arena *arena)
{
    if (arena == NULL)
        return;
    for (struct arena_block *block = arena->blocks, *next; block != NULL; block = next) {
        next = block->next;
        spill_free(block);
    }
    free(arena);
}

static struct arena_block *arena_add_block(struct arena *arena, size_t bytes)
{
    size_t least = arena->bytes < SPILL_FROM_BYTES ? ARENA_BLOCK_BYTES : SPILL_FROM_BYTES;
    size_t capacity = bytes > least ? bytes : least;
    struct arena_block *block = spill_resize(NULL, 0, sizeof *block + capacity);
    arena->bytes += capacity;
    block->used_bytes = 0;
    block->capacity_bytes = capacity;
    block->next = arena->blocks;
    arena->blocks = block;
    return block;
}

void *arena_alloc(struct arena *arena, size_t bytes)
{
    size_t step = alignof(max_align_t);
    if (bytes > SIZE_MAX / 2)
        mem_checked(NULL);
    bytes = (bytes + step - 1) / step * step;
    struct arena_block *block = arena->blocks;
    if (block == NULL || block->capacity_bytes - block->used_bytes < bytes)
        block = arena_add_block(arena, bytes);
    void *taken = block->at + block->used_bytes;
    block->used_bytes += bytes;
    memset(taken, 0, bytes);
    return taken;
}

char *arena_copy_text(struct arena *arena, const char *text, size_t bytes)
{
    char *copy = arena_alloc(arena, bytes + 1);
    if (bytes > 0)
        memcpy(copy, text, bytes);
    return copy;
}
