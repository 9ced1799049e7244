//! A static server: enough HTTP/1.1 for a browser on this machine.

use crate::run::Stop;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// Listens on this machine only; port 0 takes any free one.
pub fn bind(port: u16) -> Result<TcpListener, Stop> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => Stop::new(format!(
            "port {port} is taken: stop the program that uses it, or run `cargo xtask serve --port {}`",
            port.checked_add(1).unwrap_or(8080)
        )),
        io::ErrorKind::PermissionDenied => Stop::new(format!(
            "port {port} is not for ordinary users: run `cargo xtask serve --port 8080`"
        )),
        _ => Stop::new(format!("can't listen on port {port}: {error}")),
    })
}

/// Where a listener is reached.
pub fn url(listener: &TcpListener) -> String {
    match listener.local_addr() {
        Ok(address) => format!("http://{address}"),
        Err(_) => "http://127.0.0.1".to_owned(),
    }
}

/// Folders, each at its path, and the policy all is sent with.
pub struct Site {
    /// The path begins and ends with a slash; the first one that fits counts, and after it those of
    /// the same path.
    pub folders: Vec<(&'static str, PathBuf)>,
    pub policy: String,
}

impl Site {
    /// Answers for ever. A thread each: browsers open connections that they then leave silent.
    pub fn answer(self: &Arc<Site>, listener: &TcpListener) {
        for stream in listener.incoming().flatten() {
            let site = Arc::clone(self);
            thread::spawn(move || {
                // A browser that went away needs no answer.
                let _ = site.converse(stream);
            });
        }
    }

    fn converse(&self, stream: TcpStream) -> io::Result<()> {
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        let mut head = BufReader::new((&stream).take(64 * 1024));
        let mut request = String::new();
        head.read_line(&mut request)?;
        let mut line = String::from("-");
        while !line.trim_end().is_empty() {
            line.clear();
            head.read_line(&mut line)?;
        }
        let answer = self.respond(&request);
        let mut stream = &stream;
        stream.write_all(&answer)?;
        stream.flush()
    }

    /// The whole answer to a request line.
    fn respond(&self, request: &str) -> Vec<u8> {
        let mut words = request.split_whitespace();
        let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
        if method != "GET" && method != "HEAD" {
            return self.message(
                "405 Method Not Allowed",
                "text/plain; charset=utf-8",
                b"only GET and HEAD\n",
                true,
            );
        }
        let (status, mime, body) = self.find(target);
        self.message(status, mime, &body, method == "GET")
    }

    fn find(&self, target: &str) -> (&'static str, &'static str, Vec<u8>) {
        let first = self.folders.iter().find(|(at, _)| target.starts_with(at));
        let at = first.map_or("/", |(at, _)| at);
        let folders = || self.folders.iter().filter(|(path, _)| *path == at);
        let file = |name: &str| folders().find_map(|(_, dir)| fs::read(dir.join(name)).ok());
        if let Some(rest) = target.strip_prefix(at) {
            if let Some((name, body)) = file_name(rest).and_then(|name| Some((name, file(name)?))) {
                return ("200 OK", mime(name), body);
            }
            if let Some(body) = file("404.html") {
                return ("404 Not Found", mime("404.html"), body);
            }
        }
        let sentence = b"there is no such file\n".to_vec();
        ("404 Not Found", mime("404.txt"), sentence)
    }

    fn message(&self, status: &str, mime: &str, body: &[u8], send_body: bool) -> Vec<u8> {
        let mut message = format!(
            "HTTP/1.1 {status}\r\nContent-Type: {mime}\r\nContent-Length: {}\r\n\
             Content-Security-Policy: {}\r\nX-Content-Type-Options: nosniff\r\n\
             Cache-Control: no-cache\r\nConnection: close\r\n\r\n",
            body.len(),
            self.policy,
        )
        .into_bytes();
        if send_body {
            message.extend_from_slice(body);
        }
        message
    }
}

/// The file below a folder that the rest of a request asks for, or none when it
/// leads elsewhere. Our files have plain names, so an escaped path is none of them.
fn file_name(rest: &str) -> Option<&str> {
    let path = rest.split(['?', '#']).next()?;
    let plain = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && part.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
    };
    let path = if path.is_empty() { "index.html" } else { path };
    path.split('/').all(plain).then_some(path)
}

fn mime(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_below_the_folder() {
        assert_eq!(file_name(""), Some("index.html"));
        assert_eq!(file_name("?z=1abc"), Some("index.html"));
        assert_eq!(file_name("a/b-1.wasm"), Some("a/b-1.wasm"));
        assert_eq!(file_name("../Cargo.toml"), None);
        assert_eq!(file_name("%2e%2e/Cargo.toml"), None);
        assert_eq!(file_name("/etc/passwd"), None);
        assert_eq!(file_name(".stage"), None);
    }

    /// This crate's own folder stands in for a built page.
    fn site() -> Site {
        let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        Site {
            folders: vec![
                ("/some/path/", here.join("src")),
                ("/", here.clone()),
                ("/", here.join("src")),
            ],
            policy: "default-src 'none'".to_owned(),
        }
    }

    fn status(request: &str) -> String {
        let text = String::from_utf8(site().respond(request)).unwrap();
        text.lines().next().unwrap_or_default().to_owned()
    }

    #[test]
    fn a_folder_is_served_at_its_path() {
        let (ok, missing) = ("HTTP/1.1 200 OK", "HTTP/1.1 404 Not Found");
        assert_eq!(status("GET /Cargo.toml HTTP/1.1"), ok);
        assert_eq!(status("GET /serve.rs HTTP/1.1"), ok);
        assert_eq!(status("GET /some/path/main.rs HTTP/1.1"), ok);
        assert_eq!(status("GET /some/path/Cargo.toml HTTP/1.1"), missing);
        assert_eq!(status("GET /some/path/../Cargo.toml HTTP/1.1"), missing);
        assert_eq!(status("GET Cargo.toml HTTP/1.1"), missing);
        assert_eq!(status("POST / HTTP/1.1"), "HTTP/1.1 405 Method Not Allowed");
    }

    #[test]
    fn answers_carry_type_and_policy() {
        let text = String::from_utf8(site().respond("HEAD /webdriver.json HTTP/1.1")).unwrap();
        assert!(text.contains("\r\nContent-Type: application/json\r\n"));
        assert!(text.contains("\r\nContent-Security-Policy: default-src 'none'\r\n"));
        assert!(text.ends_with("\r\n\r\n"));
        assert_eq!(mime("a_bg.wasm"), "application/wasm");
    }
}
