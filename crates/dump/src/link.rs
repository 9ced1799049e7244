//! Finds a link to a scenario in a line of prose. What it holds is the scenario's to say.

/// The first link of a line: an address whose fragment, or `?z=`, is a version and a payload.
pub(crate) fn find(line: &str) -> Option<&str> {
    if line.len() < SHORTEST {
        return None;
    }
    line.match_indices("://").find_map(|(at, _)| {
        let before = line.get(..at)?;
        let scheme = before
            .bytes()
            .rev()
            .take(8)
            .take_while(u8::is_ascii_alphabetic)
            .count();
        let text = line.get(at - scheme..)?;
        let end = text
            .find([' ', '\t', '>', '<', '"', ')'])
            .unwrap_or(text.len());
        let link = text.get(..end)?.trim_end_matches(['.', ',', ';']);
        let (_, payload) = link.split_once('#').or_else(|| link.split_once("?z="))?;
        is_payload(payload).then_some(link)
    })
}

/// No payload is shorter, in bytes.
const SHORTEST: usize = 10;

/// `1` and base64url, or `v1;` and words. Anchors are shorter, or start otherwise, or are
/// numbers.
fn is_payload(payload: &str) -> bool {
    let digits = payload.bytes().take_while(u8::is_ascii_digit).count();
    let is_long_form = payload.starts_with('v')
        && payload.get(1..).is_some_and(|rest| {
            rest.starts_with(|c: char| c.is_ascii_digit()) && rest.contains(';')
        });
    is_long_form
        || digits > 0
            && digits < payload.len()
            && payload.len() >= SHORTEST
            && payload
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'%'))
}

#[cfg(test)]
mod tests {
    use super::find;

    macro_rules! links {
        ($($name:ident: $line:expr => $link:expr;)*) => {$(
            #[test]
            fn $name() {
                assert_eq!(find($line), $link);
            }
        )*};
    }

    links! {
        in_brackets: "<https://example.org/z/#1AbcDEF_ghi-jkl0>"
            => Some("https://example.org/z/#1AbcDEF_ghi-jkl0");
        in_a_sentence: "see http://localhost:8080/#1AbcDEFghijkl, please."
            => Some("http://localhost:8080/#1AbcDEFghijkl");
        as_a_query: "https://example.org/?z=1AbcDEFghijkl" => Some("https://example.org/?z=1AbcDEFghijkl");
        long_form: "https://example.org/#v1;mirror;0m1+9d,1m2" => Some("https://example.org/#v1;mirror;0m1+9d,1m2");
        second_of_two: "https://lkml.org/lkml/2026/4/24/90 https://a.b/#1AbcDEFghijkl"
            => Some("https://a.b/#1AbcDEFghijkl");
        an_anchor: "https://lore.kernel.org/all/x@y/#t" => None;
        a_comment: "https://bugzilla.kernel.org/show_bug.cgi?id=1#c12" => None;
        a_number: "https://example.org/questions/1#1234567890" => None;
        no_link: "std::vec" => None;
    }
}
