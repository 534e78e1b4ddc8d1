/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "track/seal.h"

#include "base/big_endian.h"
#include "base/file.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    HEADER_BYTES = 10,       /* of an ID3 tag */
    FRAME_MOST_BYTES = 2881, /* 320 kbit/s at 32 kHz with CRC and padding: rounded up */
    READ_BYTES = 64 * 1024,  /* chosen: small enough for the stack */
};

struct checksum seal_make(struct view tag, struct view info_frame, struct checksum audio)
{
    struct checksum_stream *stream = checksum_start();
    checksum_add(stream, tag);
    checksum_add(stream, info_frame);
    checksum_add(stream, (struct view){(const char *)audio.bytes, CHECKSUM_BYTES});
    return checksum_end(stream);
}

/* Appends `count` bytes of the file to `out`, or none when it has not as many. */
static bool read_part(int descriptor, size_t count, struct text *out)
{
    size_t before = out->bytes;
    char bytes[READ_BYTES];
    while (count > 0) {
        ssize_t got = file_get(descriptor, bytes, count < sizeof bytes ? count : sizeof bytes);
        if (got <= 0) {
            text_cut(out, before);
            return false;
        }
        text_add(out, bytes, (size_t)got);
        count -= (size_t)got;
    }
    return true;
}

static bool read_tag(int descriptor, struct text *tag)
{
    if (!read_part(descriptor, HEADER_BYTES, tag) || !view_starts(text_view(tag), "ID3\x03"))
        return false;
    size_t size = 0;
    for (int i = 6; i < HEADER_BYTES; i++)
        size = size << 7 | (tag->at[i] & 0x7F);
    return read_part(descriptor, size, tag);
}

/* Takes the seal out of the tag and leaves zeros for the checksum: that of the last PRIV frame of
 * ours. */
static bool take_seal(struct text *tag, size_t *info_bytes, struct checksum *seal)
{
    static const char owner[] = "\0\0" SEAL_OWNER; /* flags, then the owner and its NUL */
    size_t least = sizeof owner + SEAL_SIZE_BYTES + CHECKSUM_BYTES;
    for (size_t at = tag->bytes >= least ? tag->bytes - least + 1 : 0; at-- > 0;) {
        if (memcmp(tag->at + at, owner, sizeof owner) != 0)
            continue;
        char *size = tag->at + at + sizeof owner, *sum = size + SEAL_SIZE_BYTES;
        *info_bytes = get_be32(size);
        memcpy(seal->bytes, sum, CHECKSUM_BYTES);
        memset(sum, 0, CHECKSUM_BYTES);
        return true;
    }
    return false;
}

static bool read_audio(int descriptor, struct checksum *audio)
{
    struct checksum_stream *stream = checksum_start();
    char bytes[READ_BYTES];
    ssize_t got;
    while ((got = file_get(descriptor, bytes, sizeof bytes)) > 0)
        checksum_add(stream, (struct view){bytes, (size_t)got});
    *audio = checksum_end(stream);
    return got == 0;
}

static bool check(int descriptor, struct text *tag, struct text *info_frame)
{
    struct checksum seal, audio;
    size_t info_bytes;
    if (!read_tag(descriptor, tag) || !take_seal(tag, &info_bytes, &seal) ||
        info_bytes > FRAME_MOST_BYTES || !read_part(descriptor, info_bytes, info_frame) ||
        !read_audio(descriptor, &audio))
        return false;
    struct checksum wanted = seal_make(text_view(tag), text_view(info_frame), audio);
    return memcmp(seal.bytes, wanted.bytes, CHECKSUM_BYTES) == 0;
}

bool seal_is_right(const char *path)
{
    struct text tag = {0}, info_frame = {0};
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    bool right = descriptor >= 0 && check(descriptor, &tag, &info_frame);
    if (descriptor >= 0)
        close(descriptor);
    text_release(&tag);
    text_release(&info_frame);
    return right;
}
