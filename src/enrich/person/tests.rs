use super::super::annotate;
use super::super::score::document;
use crate::document::Lang;

fn people(text: &str, lang: Lang) -> Vec<String> {
    let found = annotate(&document("", text, lang, None));
    found
        .people
        .iter()
        .map(|person| person.name.clone())
        .collect()
}

#[test]
fn debug() {
    for text in ["Haverkamp praised women. One of them, Vang Thi May, said each member earns."] {
        println!("{:?}", people(text, Lang::En));
    }
    for text in [
        "Tây Ninh mới: Từ Núi Bà Đen nhìn ra Cần Giuộc",
        "Ta gặp anh: Từ Núi Bà Đen nhìn ra",
    ] {
        println!("{:?}", people(text, Lang::Vi));
    }
}
