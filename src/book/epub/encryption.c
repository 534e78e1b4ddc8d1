/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What META-INF says about encryption. Obfuscated fonts are not DRM (EPUB 3.3 OCF, 4.4), and an
 * encrypted picture is no reason not to read the text.
 */
#include "book/epub/package.h"

#include "book/input/zip.h"
#include "book/xml/address.h"
#include "book/xml/xml.h"

#include <string.h>

static const char encryption_name[] = "META-INF/encryption.xml";

static bool holds(const struct zip *zip, const char *name)
{
    return zip_find(zip, view_of(name)) < zip_count(zip);
}

static bool drm(const struct zip *zip, struct err *err)
{
    const char *maker = holds(zip, "META-INF/license.lcpl") ? "Readium LCP"
                        : holds(zip, "META-INF/sinf.xml")   ? "Apple FairPlay"
                        : holds(zip, "META-INF/rights.xml") ? "Adobe"
                                                            : "unknown maker";
    return err_set(err, ERR_INPUT,
                   "the EPUB is locked by DRM (%s): its text is encrypted and cannot be read; look "
                   "for an edition without DRM",
                   maker);
}

static bool is_text(const struct epub_package *package, const char *path)
{
    if (strcmp(path, package->path) == 0)
        return true;
    for (size_t i = 0; i < package->spine_count; i++)
        if (strcmp(package->items[package->spine[i]].path, path) == 0)
            return true;
    return false;
}

static bool obfuscates_fonts(const char *algorithm)
{
    return strcmp(algorithm, "http://www.idpf.org/2008/embedding") == 0 ||
           strcmp(algorithm, "http://ns.adobe.com/pdf/enc#RC") == 0;
}

/* True when one <EncryptedData> locks a file that has to be read. */
static bool locks_text(const struct epub_package *package, const struct xml_node *data)
{
    const struct xml_node *method = xml_find(data, "encryptionmethod");
    const struct xml_node *reference = xml_find(data, "cipherreference");
    const char *algorithm = method != NULL ? xml_attribute(method, "algorithm") : NULL;
    const char *uri = reference != NULL ? xml_attribute(reference, "uri") : NULL;
    if (uri == NULL || (algorithm != NULL && obfuscates_fonts(algorithm)))
        return false;
    const char *path = address_resolve(package->arena, "", uri).path;
    return path != NULL && is_text(package, path);
}

bool encryption_check(const struct zip *zip, const struct epub_package *package, struct err *err)
{
    if (holds(zip, "META-INF/sinf.xml"))
        return drm(zip, err);
    size_t member = zip_find(zip, view_of(encryption_name));
    if (member == zip_count(zip))
        return true;
    struct xml_document *document = xml_parse(zip_bytes(zip, member), XML_XHTML, NULL);
    bool locked = false;
    int left = 10000; /* each is compared with the whole reading order; bounds the time */
    const struct xml_node *node = document != NULL ? document->root : NULL;
    for (; node != NULL && !locked && left > 0; node = xml_next(document->root, node, false))
        if (xml_is(node, "encrypteddata")) {
            left--;
            locked = locks_text(package, node);
        }
    xml_free(document);
    return locked ? drm(zip, err) : true;
}
