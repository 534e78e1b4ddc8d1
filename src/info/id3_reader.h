/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to info/: takes an ID3v2 tag apart, of version 2.2, 2.3 or 2.4. */
#ifndef INFO_ID3_READER_H
#define INFO_ID3_READER_H

#include "base/mem.h"
#include "info/info.h"
#include "info/source.h"

/*
 * Reads the tag at the start of the file, if there is one, and skips others that follow it. Returns
 * where the audio should begin. A tag of more than 64 MiB is not looked into (tag->is_cut).
 */
uint64_t id3_read(struct source *source, struct arena *arena, struct info_tag *tag);
void id3_reader_release(struct info_tag *tag);

#endif
