/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "info/picture_form.h"

#include "base/big_endian.h"

#include <string.h>

/* Goes through the segments of a JPEG to the start of a frame (ITU-T T.81, B.1.1.3). */
static void read_jpeg(const uint8_t *at, size_t bytes, struct info_picture *picture)
{
    for (size_t i = 2; i + 4 <= bytes && at[i] == 0xFF;) {
        int marker = at[i + 1];
        if (marker == 0xFF) { /* a fill byte */
            i++;
            continue;
        }
        bool starts_frame =
            marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (starts_frame && i + 10 <= bytes) {
            picture->height = (int)get_be16(at + i + 5);
            picture->width = (int)get_be16(at + i + 7);
            picture->form = at[i + 9] == 4                     ? "CMYK JPEG"
                            : marker == 0xC0 || marker == 0xC1 ? "baseline JPEG"
                            : marker == 0xC2                   ? "progressive JPEG"
                                                               : "unusual JPEG";
            return;
        }
        i += 2 + get_be16(at + i + 2);
    }
}

void picture_form(const uint8_t *at, size_t bytes, struct info_picture *picture)
{
    picture->form = "unknown";
    if (bytes > 3 && memcmp(at, "\xFF\xD8\xFF", 3) == 0) {
        picture->form = "damaged JPEG";
        read_jpeg(at, bytes, picture);
    } else if (bytes >= 24 && memcmp(at, "\x89PNG\r\n\x1A\n", 8) == 0) {
        picture->form = "PNG";
        picture->width = (int)(get_be32(at + 16) & INT32_MAX);
        picture->height = (int)(get_be32(at + 20) & INT32_MAX);
    }
}
