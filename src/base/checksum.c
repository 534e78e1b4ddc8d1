/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/checksum.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

struct checksum_stream {
    XXH3_state_t *state;
};

static struct checksum canonical(XXH128_hash_t hash)
{
    XXH128_canonical_t bytes;
    struct checksum sum;
    XXH128_canonicalFromHash(&bytes, hash);
    memcpy(sum.bytes, bytes.digest, sizeof sum.bytes);
    return sum;
}

struct checksum checksum_of(struct view bytes)
{
    return canonical(XXH3_128bits(bytes.at, bytes.bytes));
}

struct checksum_stream *checksum_start(void)
{
    struct checksum_stream *stream = mem_alloc(sizeof *stream);
    stream->state = mem_checked(XXH3_createState());
    XXH3_128bits_reset(stream->state);
    return stream;
}

void checksum_add(struct checksum_stream *stream, struct view bytes)
{
    XXH3_128bits_update(stream->state, bytes.at, bytes.bytes);
}

struct checksum checksum_end(struct checksum_stream *stream)
{
    if (stream == NULL)
        return checksum_of((struct view){"", 0});
    struct checksum sum = canonical(XXH3_128bits_digest(stream->state));
    XXH3_freeState(stream->state);
    free(stream);
    return sum;
}
