/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cache/key.h"

#include "base/file.h"
#include "base/mem.h"

#include <blake2.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What stands in front of each field; part of every key, so the values never change. */
enum field_kind { FIELD_BYTES = 1, FIELD_NONE, FIELD_NUMBER, FIELD_REAL, FIELD_FILE };

enum {
    READ_BYTES = 64 * 1024, /* chosen: small enough for the stack */
    /* Chosen: what the readers of books and sound files take, too; nothing larger is an input. */
    FILE_MOST_BYTES = 256 * 1024 * 1024,
};

struct hasher {
    blake2b_state state;
};

static void update(struct hasher *hasher, const void *bytes, size_t count)
{
    blake2b_update(&hasher->state, bytes, count);
}

/* Little-endian on every machine, so that machines may share a cache. */
static void add_head(struct hasher *hasher, enum field_kind kind, uint64_t value)
{
    uint8_t head[9] = {(uint8_t)kind};
    for (int i = 0; i < 8; i++)
        head[i + 1] = (uint8_t)(value >> 8 * i);
    update(hasher, head, sizeof head);
}

struct hasher *hasher_new(const char *purpose)
{
    struct hasher *hasher = mem_alloc(sizeof *hasher);
    blake2b_init(&hasher->state, CACHE_KEY_BYTES);
    hasher_add_string(hasher, purpose);
    return hasher;
}

void hasher_add(struct hasher *hasher, struct view bytes)
{
    add_head(hasher, FIELD_BYTES, bytes.bytes);
    if (bytes.bytes > 0)
        update(hasher, bytes.at, bytes.bytes);
}

void hasher_add_string(struct hasher *hasher, const char *string)
{
    if (string == NULL)
        add_head(hasher, FIELD_NONE, 0);
    else
        hasher_add(hasher, view_of(string));
}

void hasher_add_number(struct hasher *hasher, int64_t number)
{
    add_head(hasher, FIELD_NUMBER, (uint64_t)number);
}

void hasher_add_real(struct hasher *hasher, double number)
{
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    add_head(hasher, FIELD_REAL, bits);
}

void hasher_add_key(struct hasher *hasher, const struct cache_key *key)
{
    hasher_add(hasher, (struct view){(const char *)key->bytes, CACHE_KEY_BYTES});
}

/* The size comes after the bytes: it is known only when all have been read. Stops with EFBIG where
 * the file has grown beyond FILE_MOST_BYTES. */
static bool add_content(struct hasher *hasher, int descriptor)
{
    char bytes[READ_BYTES];
    uint64_t total = 0;
    ssize_t got;
    while ((got = file_get(descriptor, bytes, sizeof bytes)) > 0 && total <= FILE_MOST_BYTES) {
        update(hasher, bytes, (size_t)got);
        total += (uint64_t)got;
    }
    add_head(hasher, FIELD_FILE, total);
    if (got > 0)
        errno = EFBIG;
    return got == 0;
}

bool hasher_add_file(struct hasher *hasher, const char *path, struct err *err)
{
    struct hasher before = *hasher;
    if (strcmp(path, "-") == 0)
        return err_set(err, ERR_INPUT, "standard input can be read only once");
    if (access(path, F_OK) != 0 && errno == ENOENT) {
        add_head(hasher, FIELD_NONE, 0);
        return true;
    }
    int descriptor = file_open(path, FILE_MOST_BYTES, err);
    if (descriptor < 0)
        return false;
    bool good = add_content(hasher, descriptor);
    int problem = errno;
    close(descriptor);
    if (good)
        return true;
    *hasher = before;
    return err_set(err, err_kind_of(problem, ERR_INPUT), "%s: %s%s", path, strerror(problem),
                   err_advice(problem));
}

void hasher_finish(struct hasher *hasher, struct cache_key *key)
{
    if (key != NULL)
        blake2b_final(&hasher->state, key->bytes, CACHE_KEY_BYTES);
    free(hasher);
}

struct cache_key cache_key_of(const char *purpose, struct view bytes)
{
    struct cache_key key;
    struct hasher *hasher = hasher_new(purpose);
    hasher_add(hasher, bytes);
    hasher_finish(hasher, &key);
    return key;
}

bool cache_key_equal(const struct cache_key *a, const struct cache_key *b)
{
    return memcmp(a->bytes, b->bytes, CACHE_KEY_BYTES) == 0;
}
