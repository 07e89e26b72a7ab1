//! Packs records, each as a gzip member of its own (RFC 1952).

use flate2::{Compress, Compression, Crc, FlushCompress, Status};

/// Deflate, no name, no time, unknown system.
const HEAD: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];

/// Packs one record after another. A compressor holds some 300 KB, and making one for each of three
/// records a page cost more than packing a small page.
pub(super) struct Packer {
    deflate: Compress,
}

impl Packer {
    pub(super) fn new() -> Self {
        Self {
            deflate: Compress::new(Compression::default(), false),
        }
    }

    /// The parts, one after another, as a member.
    pub(super) fn pack(&mut self, parts: &[&[u8]]) -> Vec<u8> {
        self.deflate.reset();
        let mut crc = Crc::new();
        let mut member = HEAD.to_vec();
        for part in parts {
            crc.update(part);
            self.add(part, &mut member);
        }
        loop {
            member.reserve(1 << 10);
            let status = self
                .deflate
                .compress_vec(&[], &mut member, FlushCompress::Finish);
            if !matches!(status, Ok(Status::Ok | Status::BufError)) {
                break;
            }
        }
        member.extend_from_slice(&crc.sum().to_le_bytes());
        member.extend_from_slice(&crc.amount().to_le_bytes());
        member
    }

    fn add(&mut self, mut part: &[u8], member: &mut Vec<u8>) {
        while !part.is_empty() {
            member.reserve(part.len() / 4 + 64);
            let before = self.deflate.total_in();
            self.deflate
                .compress_vec(part, member, FlushCompress::None)
                .expect("any bytes can be packed");
            let taken = usize::try_from(self.deflate.total_in() - before);
            part = &part[taken.expect("no more was taken than there was")..];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn members_unpack_to_what_went_in() {
        let mut packer = Packer::new();
        let noise: Vec<u8> = (0..300_000_u32)
            .map(|n| (n.wrapping_mul(2_654_435_761) >> 13).to_le_bytes()[0])
            .collect();
        let same = vec![b'a'; 1_000_000];
        for parts in [
            vec![],
            vec![&b""[..], b""],
            vec![&b"head\r\n"[..], b"block", b"\r\n\r\n"],
            vec![&noise[..], &same, b"end"],
        ] {
            let member = packer.pack(&parts);
            let mut unpacked = Vec::new();
            // Length and checksum are compared by the reader.
            flate2::read::GzDecoder::new(member.as_slice())
                .read_to_end(&mut unpacked)
                .unwrap();
            assert_eq!(unpacked, parts.concat());
        }
    }
}
