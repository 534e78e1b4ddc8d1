/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Memory: checked allocation, growing lists and arenas.
 *
 * When memory runs out, the program says so in one line on stderr and ends with the status of
 * ERR_SYSTEM. What grows with the input has its own limit long before that, checked by the code
 * that reads the input. Libraries that would crash or abort get these functions as their own: ICU
 * by mem_guard_libraries, libxml2 in book/xml, cmark in book/markdown.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

/* malloc, calloc and realloc that never return NULL, not even for 0 bytes. */
void *mem_alloc(size_t bytes);
void *mem_zero(size_t count, size_t item_bytes);
void *mem_resize(void *old, size_t bytes);
char *mem_copy_text(const char *text, size_t bytes); /* NUL-terminated copy; free() it */

/*
 * Memory apart: pages that no child inherits (touching them in one is SIGSEGV), so that fork(2)
 * need not copy them, nor the kernel each page that is written after it. It grows without being
 * copied. For what is large and written while children are started. `old`: NULL, or what this gave
 * for `old_bytes`. Never NULL.
 */
void *mem_resize_apart(void *old, size_t old_bytes, size_t bytes);
void mem_free_apart(void *memory, size_t bytes); /* NULL is fine */

/* Returns `got`; ends the program when it is NULL. */
void *mem_checked(void *got);

/*
 * What else is done when memory runs out, the newest first: a worker sends its error, a file that
 * is not complete loses its name. `run` must not allocate. The struct stays where it is until it is
 * removed; removing one that was not added is fine.
 */
struct mem_farewell {
    void (*run)(void *context);
    void *context;
    struct mem_farewell *older; /* private */
};
void mem_farewell_add(struct mem_farewell *farewell);
void mem_farewell_remove(struct mem_farewell *farewell);
/* In a child process, which must not undo what its parent does: forgets all others. */
void mem_farewell_only(struct mem_farewell *farewell);

/* Makes ICU take its memory from here. Call it before the first use of ICU. */
void mem_guard_libraries(void);
/* The next capacity of a list, half as much again; ends the program if its size overflows. */
size_t mem_next_capacity(size_t capacity, size_t item_bytes);

/*
 * Room for one more item in a growing list: call it before writing items[count].
 *     list->items = mem_grow(list->items, list->count, &list->capacity, sizeof *list->items);
 * The list is plain malloc memory: its owner frees it with free().
 */
void *mem_grow(void *items, size_t count, size_t *capacity, size_t item_bytes);

/* An arena: memory that is taken piece by piece and freed all at once. Never NULL. */
struct arena;
struct arena *arena_new(void);
void arena_free(struct arena *arena); /* NULL is fine */

/* Zeroed memory, aligned for any type; valid until arena_free. */
void *arena_alloc(struct arena *arena, size_t bytes);
/* A NUL-terminated copy of `bytes` bytes. */
char *arena_copy_text(struct arena *arena, const char *text, size_t bytes);

#endif
