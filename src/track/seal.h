/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to track/: the seal, a checksum of an MP3 in its own ID3 tag. It tells a file that
 * lectern made and nobody changed from every other, even where nothing else is known about it.
 *
 * It stands in a PRIV frame: the size of the Info frame (4 bytes, big-endian), then the checksum
 * (base/checksum.h) of the tag with zeros in place of this checksum, of the Info frame, and of the
 * checksum of all bytes after that. So it can be made while the file is written in one pass.
 */
#ifndef TRACK_SEAL_H
#define TRACK_SEAL_H

#include "base/checksum.h"
#include "base/str.h"

#include <stdbool.h>

/* The owner in the PRIV frame; its final NUL belongs to it. */
#define SEAL_OWNER "lectern"
enum { SEAL_SIZE_BYTES = 4 }; /* of the size; the checksum follows */

/* `tag`: the whole tag, with zeros in place of the seal. `audio`: of what follows the Info frame.
 */
struct checksum seal_make(struct view tag, struct view info_frame, struct checksum audio);

/* Whether the file has a seal that is right. Reads all of it, in pieces. False also when it cannot
 * be read. */
bool seal_is_right(const char *path);

#endif
