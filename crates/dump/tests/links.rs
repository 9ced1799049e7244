//! A link found in the text, as people's mailers left it.

mod common;

use zonescope_dump::read;

macro_rules! links {
    ($($name:ident: $text:expr => $link:expr;)*) => {$(
        #[test]
        fn $name() {
            let link: Option<&str> = $link;
            assert_eq!(read($text).links.first().map(String::as_str), link);
        }
    )*};
}

const LINK: &str = "https://zonescope.github.io/zonescope/#1dWy5zFlqgoJ04hQr_tmUACcgFqwK64";

links! {
    whole: "> see\n> https://zonescope.github.io/zonescope/#1dWy5zFlqgoJ04hQr_tmUACcgFqwK64\n> Thanks\n"
        => Some(LINK);
    broken: "> see\n> https://zonescope.github.io/zonescope/#1dWy5zFlqgoJ04hQ\n> r_tmUACcgFqwK64\n"
        => Some(LINK);
    broken_before_its_payload: "https://zonescope.github.io/zonescope/#1\ndWy5zFlqgoJ04hQr_tmUACcgFqwK64\n"
        => Some(LINK);
    broken_in_brackets: "> > <https://zonescope.github.io/zonescope/#1dWy5z\n> > Flqgo\n> > JhQr> and so on\n"
        => Some("https://zonescope.github.io/zonescope/#1dWy5zFlqgoJhQr");
    broken_by_quoted_printable: "<https://zonescope.github.io/zonescope/#1dWy5zFlqgoJ=\n04hQr_tmUACcgFqwK64>\n"
        => Some(LINK);
    broken_by_quoted_printable_without_brackets:
        "> https://zonescope.github.io/zonescope/#1dWy5zFlqgoJ04=\nhQr_tmUACcgFqwK64\n" => Some(LINK);
    a_word_below: "https://zonescope.github.io/zonescope/#1dWy5zFlqgoJ04hQ\nThanks\n"
        => Some("https://zonescope.github.io/zonescope/#1dWy5zFlqgoJ04hQ");
    a_reply_below: "> https://zonescope.github.io/zonescope/#1dWy5zFlqgoJ04hQ\nPatch2\n"
        => Some("https://zonescope.github.io/zonescope/#1dWy5zFlqgoJ04hQ");
    a_short_line: "http://localhost:8080/#1AbcDEFghijkl\nv2\n"
        => Some("http://localhost:8080/#1AbcDEFghijkl");
    a_bracket_never_closed: "<https://zonescope.github.io/zonescope/#1dWy5zFlqgoJ04hQ\nv2\n\n"
        => Some("https://zonescope.github.io/zonescope/#1dWy5zFlqgoJ04hQ");
    no_link: "https://lore.kernel.org/linux-mm/20260424-mirror@example.org\n1dWy5zFlqgoJ04hQ\n" => None;
}

#[test]
fn wherever_it_is_broken() {
    for at in "https://".len() + 1..LINK.len() {
        let (first, second) = LINK.split_at(at);
        for (quote, text) in [
            ("> ", format!("> see <{first}\n> {second}>\n")),
            ("", format!("see <{first}=\n{second}>\n")),
        ] {
            let link = read(&text).links.into_iter().next();
            assert_eq!(link.as_deref(), Some(LINK), "at {at}, behind {quote:?}");
        }
    }
}
