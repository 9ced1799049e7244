//! What is done with the firmware's functions.

mod hook;
mod reserve;

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use mirrorboot::Settings;
use uefi::boot::{self, LoadImageSource};
use uefi::fs::FileSystem;
use uefi::prelude::*;
use uefi::proto::device_path::build::{media::FilePath, DevicePathBuilder};
use uefi::proto::device_path::{DevicePath, DeviceSubType, DeviceType};
use uefi::proto::loaded_image::LoadedImage;
use uefi::proto::media::fs::SimpleFileSystem;
use uefi::proto::BootPolicy;
use uefi::{println, CStr16, CString16};

/// The file of settings, in the application's folder.
const SETTINGS: &str = "mirrorboot.txt";
/// What kernels it can start.
const ARCHITECTURE: &str = if cfg!(target_arch = "aarch64") { "arm64" } else { "x86_64" };
/// The kernel, at the top of the volume: so that the stub finds `initrd=\initrd.img` there.
const KERNEL: &CStr16 = cstr16!("\\vmlinuz");

#[entry]
fn main() -> Status {
    match start() {
        Ok(()) => Status::SUCCESS,
        Err(sentence) => {
            println!("mirrorboot: stopped: {sentence}");
            Status::ABORTED
        }
    }
}

/// Comes back only when the kernel could not be started, or gave up before it took the machine.
fn start() -> Result<(), String> {
    let origin = origin()?;
    let settings = settings(&origin)?;
    println!("mirrorboot: {} ranges, then {KERNEL} {}", settings.ranges.len(), settings.cmdline);
    reserve::hidden(&settings.ranges)?;
    let kernel = load_kernel(origin.device)?;
    set_cmdline(kernel, &settings.cmdline)?;
    let hook = hook::install(settings.ranges).ok_or("the firmware has no boot services")?;
    let ended = boot::start_image(kernel);
    drop(hook);
    match ended {
        Ok(()) => Err("the kernel's EFI stub came back without an error".to_string()),
        Err(error) => Err(format!("the kernel's EFI stub came back: {error}")),
    }
}

/// Where the application was started from.
struct Origin {
    device: Handle,
    /// As `\EFI\BOOT\`; the top where the firmware does not say.
    folder: String,
}

fn origin() -> Result<Origin, String> {
    // Closed at the end of this function: what opens the volume opens it once more.
    let image = boot::open_protocol_exclusive::<LoadedImage>(boot::image_handle())
        .map_err(|error| format!("the firmware does not say what it loaded: {error}"))?;
    let device = image.device().ok_or("it was started from no volume, but lies on one")?;
    let mut path = String::new();
    for node in image.file_path().into_iter().flat_map(DevicePath::node_iter) {
        if node.full_type() == (DeviceType::MEDIA, DeviceSubType::MEDIA_FILE_PATH) {
            let units = node.data().chunks_exact(2);
            let units: Vec<u16> =
                units.map(|unit| u16::from_le_bytes([unit[0], unit[1]])).collect();
            path += String::from_utf16_lossy(&units).trim_end_matches('\0');
        }
    }
    let folder = path.rfind('\\').and_then(|last| path.get(..=last)).unwrap_or("\\");
    Ok(Origin { device, folder: folder.to_string() })
}

fn settings(origin: &Origin) -> Result<Settings, String> {
    let volume = boot::open_protocol_exclusive::<SimpleFileSystem>(origin.device)
        .map_err(|error| format!("can't read the volume it was started from: {error}"))?;
    let path = CString16::try_from(format!("{}{SETTINGS}", origin.folder).as_str())
        .map_err(|error| format!("its folder has no usable name: {error:?}"))?;
    let text = FileSystem::new(volume)
        .read_to_string(path.as_ref())
        .map_err(|error| format!("can't read {path}: {error}"))?;
    Settings::parse(&text).map_err(|fault| format!("{path}: {fault}"))
}

/// By the volume's device path with the file behind it: the stub looks for the initrd there.
fn load_kernel(device: Handle) -> Result<Handle, String> {
    let unusable = |why: &dyn core::fmt::Display| format!("can't name {KERNEL}: {why}");
    let volume = boot::open_protocol_exclusive::<DevicePath>(device)
        .map_err(|error| unusable(&error))?
        .to_boxed();
    let mut bytes = Vec::new();
    let mut path = DevicePathBuilder::with_vec(&mut bytes);
    for node in volume.node_iter() {
        path = path.push(&node).map_err(|error| unusable(&error))?;
    }
    let path = path
        .push(&FilePath { path_name: KERNEL })
        .and_then(DevicePathBuilder::finalize)
        .map_err(|error| unusable(&error))?;
    let source =
        LoadImageSource::FromDevicePath { device_path: path, boot_policy: BootPolicy::ExactMatch };
    boot::load_image(boot::image_handle(), source).map_err(|error| match error.status() {
        Status::NOT_FOUND => format!("there is no {KERNEL} on the volume"),
        Status::UNSUPPORTED | Status::LOAD_ERROR => {
            format!("{KERNEL} is no kernel with an EFI stub (CONFIG_EFI_STUB) for {}", ARCHITECTURE)
        }
        status => format!("can't load {KERNEL}: {status}"),
    })
}

fn set_cmdline(kernel: Handle, cmdline: &str) -> Result<(), String> {
    let options = CString16::try_from(cmdline)
        .map_err(|error| format!("the command line has a character UEFI does not: {error:?}"))?;
    // The kernel reads it after this function has gone.
    let options = alloc::boxed::Box::leak(options.as_slice_with_nul().to_vec().into_boxed_slice());
    let size = u32::try_from(core::mem::size_of_val(options))
        .map_err(|_| "the command line is too long".to_string())?;
    let mut loaded = boot::open_protocol_exclusive::<LoadedImage>(kernel)
        .map_err(|error| format!("the kernel takes no command line: {error}"))?;
    // SAFETY: `options` is leaked, so it outlives the kernel's image; `size` is its size in bytes.
    unsafe { loaded.set_load_options(options.as_ptr().cast(), size) };
    Ok(())
}
