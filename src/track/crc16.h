/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * CRC-16/ARC: polynomial x^16 + x^15 + x^2 + 1, reflected (0xA001), from 0, no final inversion.
 * LAME protects the music and its Info frame with it; "123456789" gives 0xBB3D.
 *
 * Eight bytes a step by eight tables ("slicing-by-8": Kounavis and Berry, "A Systematic Approach to
 * Building High Performance, Software-based, CRC Generators", 2005), since a book has gigabytes.
 */
#ifndef TRACK_CRC16_H
#define TRACK_CRC16_H

#include <stddef.h>
#include <stdint.h>

/* The tables; fill them once with crc16_start, then they are only read. */
struct crc16 {
    uint16_t table[8][256];
};

void crc16_start(struct crc16 *crc);

/* The CRC of what gave `before` (0 at first) followed by these bytes. */
uint16_t crc16_more(const struct crc16 *crc, uint16_t before, const void *bytes, size_t count);

#endif
