//! `GetMemoryMap`, replaced.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::ptr;
use core::slice;
use core::sync::atomic::{AtomicPtr, Ordering};

use mirrorboot::{change, pieces_more_at_most, Range, TooSmall};
use uefi::Status;
use uefi_raw::table::boot::{BootServices, MemoryDescriptor};

type GetMemoryMap = unsafe extern "efiapi" fn(
    *mut usize,
    *mut MemoryDescriptor,
    *mut usize,
    *mut usize,
    *mut u32,
) -> Status;

/// What the replacement needs, which has no argument to bring it along.
struct Hook {
    firmwares: GetMemoryMap,
    ranges: Vec<Range>,
}

static HOOK: AtomicPtr<Hook> = AtomicPtr::new(ptr::null_mut());

/// Puts the firmware's own function back when it is dropped.
pub struct Installed(());

/// Replaces the function in the boot services table. Its CRC is left: no kernel looks at it.
pub fn install(ranges: Vec<Range>) -> Option<Installed> {
    let services = boot_services()?;
    // SAFETY: the firmware's table stays where it is until ExitBootServices; nothing else runs
    // beside this application, so nobody holds a reference to it.
    let slot = unsafe { &mut (*services).get_memory_map };
    HOOK.store(Box::leak(Box::new(Hook { firmwares: *slot, ranges })), Ordering::Release);
    *slot = get_memory_map;
    Some(Installed(()))
}

impl Drop for Installed {
    fn drop(&mut self) {
        // SAFETY: only `install` stores here, a hook that is never freed, before this value is.
        let hook = unsafe { HOOK.load(Ordering::Acquire).as_ref() };
        if let (Some(services), Some(hook)) = (boot_services(), hook) {
            // SAFETY: as in `install`; a kernel that came back has left the table alone.
            unsafe { (*services).get_memory_map = hook.firmwares };
        }
    }
}

fn boot_services() -> Option<*mut BootServices> {
    let table = uefi::table::system_table_raw()?;
    // SAFETY: the entry point was given this pointer by the firmware, whose table it is.
    let services = unsafe { (*table.as_ptr()).boot_services };
    (!services.is_null()).then_some(services)
}

/// As the UEFI specification has GetMemoryMap(), on a map that was changed.
///
/// # Safety
/// As the firmware's own: pointers are null or valid, `map` for `*size` bytes.
unsafe extern "efiapi" fn get_memory_map(
    size: *mut usize,
    map: *mut MemoryDescriptor,
    key: *mut usize,
    descriptor_size: *mut usize,
    descriptor_version: *mut u32,
) -> Status {
    // SAFETY: only `install` stores here, a hook that is never freed or changed, and does so
    // before it puts this function into the table.
    let Some(hook) = (unsafe { HOOK.load(Ordering::Acquire).as_ref() }) else {
        return Status::NOT_READY;
    };
    if size.is_null() {
        return Status::INVALID_PARAMETER;
    }
    // SAFETY: the caller vouches for `size`, which is not null.
    let room = unsafe { *size };
    // A caller may not want to know it; the splitting must.
    let mut stride = 0;
    // SAFETY: the caller's own arguments, and a variable of ours, which outlives the call.
    let status = unsafe { (hook.firmwares)(size, map, key, &mut stride, descriptor_version) };
    if !descriptor_size.is_null() && matches!(status, Status::SUCCESS | Status::BUFFER_TOO_SMALL) {
        // SAFETY: the caller vouches for it, and it is not null.
        unsafe { *descriptor_size = stride };
    }
    // SAFETY: as above; the firmware wrote there how much it used, or needs.
    let used = unsafe { *size };
    let size_now = match status {
        Status::SUCCESS if !map.is_null() => {
            // SAFETY: the caller vouches for `room` bytes, nobody else uses them during the call,
            // and any bytes are bytes.
            let buffer = unsafe { slice::from_raw_parts_mut(map.cast::<u8>(), room) };
            match change(buffer, used, stride, &hook.ranges) {
                Ok(used) => used,
                Err(TooSmall { needed }) => {
                    // SAFETY: as above.
                    unsafe { *size = needed };
                    return Status::BUFFER_TOO_SMALL;
                }
            }
        }
        Status::BUFFER_TOO_SMALL => {
            used.saturating_add(pieces_more_at_most(&hook.ranges).saturating_mul(stride))
        }
        _ => used,
    };
    // SAFETY: as above.
    unsafe { *size = size_now };
    status
}
