/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Big-endian numbers in byte buffers, as in ID3v2, the Info frame and pictures. */
#ifndef BASE_BIG_ENDIAN_H
#define BASE_BIG_ENDIAN_H

#include <stdint.h>

static inline void put_be16(void *to, uint32_t value)
{
    uint8_t *at = to;
    at[0] = (uint8_t)(value >> 8);
    at[1] = (uint8_t)value;
}

static inline void put_be32(void *to, uint32_t value)
{
    put_be16(to, value >> 16);
    put_be16((uint8_t *)to + 2, value);
}

static inline uint32_t get_be16(const void *from)
{
    const uint8_t *at = from;
    return (uint32_t)at[0] << 8 | at[1];
}

static inline uint32_t get_be32(const void *from)
{
    return get_be16(from) << 16 | get_be16((const uint8_t *)from + 2);
}

#endif
