/* SPDX-License-Identifier: GPL-3.0-or-later */
/* DOOR of info/ (see info.h): a picture of the sound, a row for each chapter, as SVG. */
#ifndef INFO_WAVEFORM_H
#define INFO_WAVEFORM_H

#include "base/str.h"
#include "info/info.h"
#include "info/listen.h"

/* Appends it to `svg`. A file without chapters gets a row for each ten minutes. `title` is what the
 * picture is of. */
void waveform_draw(const struct info *info, const struct listen_course *course, const char *title,
                   struct text *svg);

#endif
