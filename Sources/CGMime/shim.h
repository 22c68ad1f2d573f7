// GMime, behind casts that Swift can call: GObject's own are macros.
#ifndef RELANCE_CGMIME_SHIM_H
#define RELANCE_CGMIME_SHIM_H

#include <gmime/gmime.h>

/// Every GMime value is a GObject; this one gives back one reference.
static inline void cgmime_release(void *object) { g_object_unref(object); }

static inline GMimeObject *cgmime_message_object(GMimeMessage *message) { return (GMimeObject *)message; }
static inline GMimeObject *cgmime_part_object(GMimePart *part) { return (GMimeObject *)part; }
static inline GMimeObject *cgmime_multipart_object(GMimeMultipart *multipart) { return (GMimeObject *)multipart; }

/// What was written to a memory stream; it belongs to the stream.
static inline GByteArray *cgmime_memory(GMimeStream *stream) {
    return g_mime_stream_mem_get_byte_array((GMimeStreamMem *)stream);
}

#endif
