//! Handing files to the user.

use gloo::utils::document;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::js_sys::{Array, Promise};
use wasm_bindgen_futures::{spawn_local, JsFuture};
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlAnchorElement, HtmlCanvasElement,
    HtmlImageElement, Url,
};
use yew::Callback;

/// Saves `text` as a file.
pub fn save(name: &str, mime: &str, text: &str) -> bool {
    blob(mime, text).and_then(|blob| offer(name, &blob)).is_ok()
}

/// Saves a picture of a standalone SVG, with two pixels for each of its own. Says whether it
/// could be made.
pub fn save_png(name: String, svg: String, (width, height): (u32, u32), done: Callback<bool>) {
    spawn_local(async move {
        let made = async {
            let picture = png(&svg, width * 2, height * 2).await?;
            offer(&name, &picture)
        };
        done.emit(made.await.is_ok());
    });
}

async fn png(svg: &str, width: u32, height: u32) -> Result<Blob, JsValue> {
    let address = Url::create_object_url_with_blob(&blob("image/svg+xml", svg)?)?;
    let image = HtmlImageElement::new()?;
    image.set_src(&address);
    let decoded = JsFuture::from(image.decode()).await;
    Url::revoke_object_url(&address)?;
    decoded?;
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.dyn_into()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context: CanvasRenderingContext2d =
        canvas.get_context("2d")?.ok_or(JsValue::NULL)?.dyn_into()?;
    context.draw_image_with_html_image_element_and_dw_and_dh(
        &image,
        0.0,
        0.0,
        f64::from(width),
        f64::from(height),
    )?;
    let blob = Promise::new(&mut |resolve, reject| {
        if canvas.to_blob(&resolve).is_err() {
            // A promise is told once; there is nobody else to tell.
            let _ = reject.call0(&JsValue::NULL);
        }
    });
    JsFuture::from(blob).await?.dyn_into()
}

fn blob(mime: &str, text: &str) -> Result<Blob, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options)
}

fn offer(name: &str, blob: &Blob) -> Result<(), JsValue> {
    let address = Url::create_object_url_with_blob(blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.dyn_into()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // Browsers fetch it later than they return from the click.
    const FETCHED_MS: u32 = 10_000;
    gloo::timers::callback::Timeout::new(FETCHED_MS, move || {
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
    Ok(())
}
