//! Room for the documents that wait for the indexing threads.
//!
//! The engine bounds its queue by their number alone, so that long texts could fill the memory.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// How long to wait for room when none becomes free. Its holder may have failed; then the engine says so
/// when it is given the next document.
const PATIENCE: Duration = Duration::from_secs(1);

/// Bytes that documents may take up while they wait.
#[derive(Debug)]
pub(super) struct Room {
    limit: usize,
    used: Mutex<usize>,
    freed: Condvar,
}

/// Room that is taken until this is dropped.
#[derive(Debug)]
pub(super) struct Held {
    room: Arc<Room>,
    bytes: usize,
}

impl Room {
    /// Room for so many bytes.
    pub(super) fn new(limit: usize) -> Arc<Self> {
        Arc::new(Self {
            limit,
            used: Mutex::new(0),
            freed: Condvar::new(),
        })
    }

    /// Takes room, waiting until there is enough or nothing else holds any.
    pub(super) fn take(self: &Arc<Self>, bytes: usize) -> Held {
        // The number stays right whoever panics beside it.
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        while *used > 0 && *used + bytes > self.limit {
            let before = *used;
            (used, _) = self
                .freed
                .wait_timeout(used, PATIENCE)
                .unwrap_or_else(PoisonError::into_inner);
            if *used == before {
                break;
            }
        }
        *used += bytes;
        Held {
            room: Arc::clone(self),
            bytes,
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let room = &self.room;
        *room.used.lock().unwrap_or_else(PoisonError::into_inner) -= self.bytes;
        room.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_finds_no_room_waits_until_some_is_free() {
        let room = Room::new(10);
        let huge = room.take(50);
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| room.take(8));
            drop(huge);
            drop(waiting.join().unwrap());
        });
        assert_eq!(*room.used.lock().unwrap(), 0);
    }
}
