/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "track/crc16.h"

enum { POLYNOMIAL_REFLECTED = 0xA001 };

void crc16_start(struct crc16 *crc)
{
    for (uint32_t byte = 0; byte < 256; byte++) {
        uint32_t value = byte;
        for (int bit = 0; bit < 8; bit++)
            value = (value >> 1) ^ ((value & 1) != 0 ? POLYNOMIAL_REFLECTED : 0);
        crc->table[0][byte] = (uint16_t)value;
    }
    /* table[k] is for a byte followed by k zero bytes. */
    for (int k = 1; k < 16; k++)
        for (uint32_t byte = 0; byte < 256; byte++) {
            uint32_t value = crc->table[k - 1][byte];
            crc->table[k][byte] = (uint16_t)((value >> 8) ^ crc->table[0][value & 0xFF]);
        }
}

/* What eight bytes add to a CRC. A row of the table stands for a byte, and how many follow it. */
static inline uint32_t part_of_8(const uint16_t table[][256], const uint8_t *at, uint32_t before)
{
    return (uint32_t)(table[7][(at[0] ^ before) & 0xFF] ^ table[6][(at[1] ^ before >> 8) & 0xFF] ^
                      table[5][at[2]] ^ table[4][at[3]] ^ table[3][at[4]] ^ table[2][at[5]] ^
                      table[1][at[6]] ^ table[0][at[7]]);
}

uint16_t crc16_more(const struct crc16 *crc, uint16_t before, const void *bytes, size_t count)
{
    const uint8_t *at = bytes;
    uint32_t value = before;
    for (; count >= 16; at += 16, count -= 16)
        value = part_of_8(&crc->table[8], at, value) ^ part_of_8(&crc->table[0], at + 8, 0);
    for (; count > 0; at++, count--)
        value = (value >> 8) ^ crc->table[0][(value ^ *at) & 0xFF];
    return (uint16_t)value;
}
