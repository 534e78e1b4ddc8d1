/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of track/ (see track.h), for info/: CRC-16/ARC. Polynomial x^16 + x^15 + x^2 + 1, reflected
 * (0xA001), initial value 0, no final inversion; "123456789" gives 0xBB3D. The Info frame holds one
 * of the music and one of itself.
 *
 * A long book has a gigabyte, so it takes sixteen bytes in each step, with sixteen tables
 * (measured: half the time of eight; "slicing-by-8": Kounavis and Berry, "A Systematic Approach to
 * Building High Performance, Software-based, CRC Generators", 2005).
 */
#ifndef TRACK_CRC16_H
#define TRACK_CRC16_H

#include <stddef.h>
#include <stdint.h>

/* The tables. crc16_start fills them; then they are only read. */
struct crc16 {
    uint16_t table[16][256];
};

void crc16_start(struct crc16 *crc);

/* Continues a CRC: `before` is that of all bytes so far, 0 at first. */
uint16_t crc16_more(const struct crc16 *crc, uint16_t before, const void *bytes, size_t count);

#endif
