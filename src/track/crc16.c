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
    for (int k = 1; k < 8; k++)
        for (uint32_t byte = 0; byte < 256; byte++) {
            uint32_t value = crc->table[k - 1][byte];
            crc->table[k][byte] = (uint16_t)((value >> 8) ^ crc->table[0][value & 0xFF]);
        }
}

uint16_t crc16_more(const struct crc16 *crc, uint16_t before, const void *bytes, size_t count)
{
    const uint8_t *at = bytes;
    uint32_t value = before;
    for (; count >= 8; at += 8, count -= 8)
        value = (uint32_t)(crc->table[7][(at[0] ^ value) & 0xFF] ^
                           crc->table[6][(at[1] ^ value >> 8) & 0xFF] ^ crc->table[5][at[2]] ^
                           crc->table[4][at[3]] ^ crc->table[3][at[4]] ^ crc->table[2][at[5]] ^
                           crc->table[1][at[6]] ^ crc->table[0][at[7]]);
    for (; count > 0; at++, count--)
        value = (value >> 8) ^ crc->table[0][(value ^ *at) & 0xFF];
    return (uint16_t)value;
}
