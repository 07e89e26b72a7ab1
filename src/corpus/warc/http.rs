//! The HTTP message inside a record.

use super::record::parse_fields;
use std::io::Read;

/// A parsed HTTP response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpMessage {
    /// The status code.
    pub status: u16,
    fields: Vec<(String, String)>,
    /// Where the body begins in the block.
    pub body_start: usize,
}

impl HttpMessage {
    /// The first value of a field, by its name in any case.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}

/// Why a body cannot be decoded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HttpError {
    /// It unpacks to more than is allowed.
    #[error("the body unpacks to more than {0} bytes")]
    TooLarge(u64),
    /// It is not packed as its head says.
    #[error("the body is not valid {coding}: {reason}")]
    Damaged {
        /// The coding.
        coding: String,
        /// What is wrong.
        reason: String,
    },
    /// It is packed in a way not known.
    #[error("the body is packed as {0}, which is not known")]
    UnknownCoding(String),
}

/// Reads the head of a response; nothing if the block is no HTTP response.
#[must_use]
pub fn parse_http(block: &[u8]) -> Option<HttpMessage> {
    if !block.starts_with(b"HTTP/") {
        return None;
    }
    let (head_end, body_start) = match (
        memchr::memmem::find(block, b"\r\n\r\n"),
        memchr::memmem::find(block, b"\n\n"),
    ) {
        (Some(crlf), Some(lf)) if lf < crlf => (lf, lf + 2),
        (Some(crlf), _) => (crlf, crlf + 4),
        (None, Some(lf)) => (lf, lf + 2),
        (None, None) => (block.len(), block.len()),
    };
    let head = &block[..head_end];
    let line_end = memchr::memchr(b'\n', head).unwrap_or(head.len());
    let line = String::from_utf8_lossy(&head[..line_end]);
    let status = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(HttpMessage {
        status,
        fields: parse_fields(&head[line_end..]),
        body_start,
    })
}

/// Removes transfer and content encodings from a body; the result has at most `limit` bytes.
///
/// # Errors
/// If it is larger, damaged, or packed in an unknown way.
pub fn decode_body(message: &HttpMessage, body: &[u8], limit: u64) -> Result<Vec<u8>, HttpError> {
    let mut bytes = join_body(message, body).unwrap_or_else(|| body.to_vec());
    let codings = message.get("Content-Encoding").unwrap_or_default();
    for coding in codings.split(',').rev() {
        let coding = coding.trim().to_ascii_lowercase();
        if !coding.is_empty() && coding != "identity" {
            bytes = unpack(&coding, &bytes, limit)?;
        }
    }
    if bytes.len() as u64 > limit {
        return Err(HttpError::TooLarge(limit));
    }
    Ok(bytes)
}

/// Puts a body together that was sent in chunks; nothing if it was not, or some archive did so already and
/// kept the field.
pub(super) fn join_body(message: &HttpMessage, body: &[u8]) -> Option<Vec<u8>> {
    let chunked = message
        .get("Transfer-Encoding")
        .is_some_and(|value| value.to_ascii_lowercase().contains("chunked"));
    chunked.then(|| join_chunks(body)).flatten()
}

/// Puts chunks together; nothing if the body is not chunked. A torn last chunk is taken as far as it goes.
fn join_chunks(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::with_capacity(body.len());
    loop {
        let line_end = memchr::memchr(b'\n', body)?;
        let line = std::str::from_utf8(&body[..line_end]).ok()?;
        let size = line.split(';').next().unwrap_or_default().trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        body = &body[line_end + 1..];
        if size == 0 {
            return Some(joined);
        }
        joined.extend_from_slice(&body[..size.min(body.len())]);
        if size >= body.len() {
            return Some(joined);
        }
        body = &body[size..];
        body = body
            .strip_prefix(b"\r\n")
            .or_else(|| body.strip_prefix(b"\n"))?;
        if body.is_empty() {
            return Some(joined);
        }
    }
}

fn unpack(coding: &str, bytes: &[u8], limit: u64) -> Result<Vec<u8>, HttpError> {
    let reader: Box<dyn Read + '_> =
        match coding {
            "gzip" | "x-gzip" => {
                // Some archives keep the field but store the body unpacked.
                if !bytes.starts_with(&[0x1f, 0x8b]) {
                    return Ok(bytes.to_vec());
                }
                Box::new(flate2::read::MultiGzDecoder::new(bytes))
            }
            // "deflate" is zlib by the standard and raw deflate by some servers.
            "deflate" if bytes.first().is_some_and(|b| b & 0x0f == 8) => {
                Box::new(flate2::read::ZlibDecoder::new(bytes))
            }
            "deflate" => Box::new(flate2::read::DeflateDecoder::new(bytes)),
            "br" => Box::new(brotli::Decompressor::new(bytes, 1 << 16)),
            "zstd" => Box::new(zstd::stream::read::Decoder::with_buffer(bytes).map_err(
                |error| HttpError::Damaged {
                    coding: coding.to_owned(),
                    reason: error.to_string(),
                },
            )?),
            _ => return Err(HttpError::UnknownCoding(coding.to_owned())),
        };
    let mut unpacked = Vec::new();
    reader
        .take(limit + 1)
        .read_to_end(&mut unpacked)
        .map_err(|error| HttpError::Damaged {
            coding: coding.to_owned(),
            reason: error.to_string(),
        })?;
    if unpacked.len() as u64 > limit {
        return Err(HttpError::TooLarge(limit));
    }
    Ok(unpacked)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::Write;

    fn check(head: &str, body: &[u8], expected: Result<&[u8], HttpError>) {
        let mut block = format!("HTTP/1.1 200 OK\r\n{head}\r\n").into_bytes();
        block.extend_from_slice(body);
        let message = parse_http(&block).unwrap();
        let found = decode_body(&message, &block[message.body_start..], 1000);
        assert_eq!(found.as_deref().map_err(Clone::clone), expected, "{head}");
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn bodies_are_decoded() {
        check("", b"abc", Ok(b"abc"));
        let chunks = b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n";
        check("Transfer-Encoding: chunked\r\n", chunks, Ok(b"abcde"));
        check("Transfer-Encoding: chunked\r\n", b"5\r\nab", Ok(b"ab"));
        check("Transfer-Encoding: chunked\r\n", b"<html>", Ok(b"<html>"));
        check("Content-Encoding: gzip\r\n", &gzip(b"abc"), Ok(b"abc"));
        check("Content-Encoding: gzip\r\n", b"<html>", Ok(b"<html>"));
        let zstd = zstd::encode_all(&b"abc"[..], 1).unwrap();
        check("content-encoding: zstd\r\n", &zstd, Ok(b"abc"));
        let mut br = Vec::new();
        brotli::CompressorWriter::new(&mut br, 4096, 5, 20)
            .write_all(b"abc")
            .unwrap();
        check("Content-Encoding: br\r\n", &br, Ok(b"abc"));
        let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        zlib.write_all(b"abc").unwrap();
        check(
            "Content-Encoding: deflate\r\n",
            &zlib.finish().unwrap(),
            Ok(b"abc"),
        );
        check(
            "Content-Encoding: sdch\r\n",
            b"abc",
            Err(HttpError::UnknownCoding("sdch".into())),
        );
    }

    #[test]
    fn a_bomb_stops_at_the_limit() {
        let bomb = gzip(&vec![0; 5_000_000]);
        check(
            "Content-Encoding: gzip\r\n",
            &bomb,
            Err(HttpError::TooLarge(1000)),
        );
    }

    proptest! {
        #[test]
        fn any_block_can_be_read(head in ".{0,80}", body in proptest::collection::vec(any::<u8>(), 0..200)) {
            let mut block = format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n{head}\r\n\r\n").into_bytes();
            block.extend_from_slice(&body);
            if let Some(message) = parse_http(&block) {
                let _ = decode_body(&message, &block[message.body_start..], 1000);
            }
        }
    }
}
