//! Regions of Vietnam: names for groups of provinces.
//!
//! A region is no unit of government, so its bounds are those of its provinces: of the 63 by the
//! official six economic regions and the customary parts of them; since the mergers a province counts
//! where the unit whose name it carries did.

/// A region with the codes of its provinces among the 63.
#[derive(Debug)]
pub struct Region {
    /// `region:central-highlands`.
    pub id: &'static str,
    /// Vietnamese name.
    pub name: &'static str,
    /// Other names in both languages, Vietnamese ones with marks.
    pub aliases: &'static [&'static str],
    /// Codes among the 63.
    pub codes: &'static [&'static str],
}

/// All regions.
pub static REGIONS: [Region; 11] = [
    Region {
        id: "region:red-river-delta",
        name: "Đồng bằng sông Hồng",
        aliases: &["Châu thổ sông Hồng", "Red River Delta", "ĐBSH"],
        codes: &[
            "01", "22", "26", "27", "30", "31", "33", "34", "35", "36", "37",
        ],
    },
    Region {
        id: "region:northern-midlands-and-mountains",
        name: "Trung du và miền núi phía Bắc",
        aliases: &[
            "Trung du và miền núi Bắc Bộ",
            "Miền núi phía Bắc",
            "Northern midlands and mountains",
            "Northern midland and mountainous region",
            "Northern mountainous region",
        ],
        codes: &[
            "02", "04", "06", "08", "10", "11", "12", "14", "15", "17", "19", "20", "24", "25",
        ],
    },
    Region {
        id: "region:northwest",
        name: "Tây Bắc",
        aliases: &["Northwest", "Northwest Region", "Northwestern region"],
        codes: &["10", "11", "12", "14", "15", "17"],
    },
    Region {
        id: "region:northeast",
        name: "Đông Bắc",
        aliases: &["Đông Bắc Bộ", "Northeast region", "Northeastern region"],
        codes: &["02", "04", "06", "08", "19", "20", "24", "25", "22"],
    },
    Region {
        id: "region:north-central",
        name: "Bắc Trung Bộ",
        aliases: &[
            "North Central",
            "North Central Coast",
            "North Central region",
        ],
        codes: &["38", "40", "42", "44", "45", "46"],
    },
    Region {
        id: "region:south-central-coast",
        name: "Duyên hải Nam Trung Bộ",
        aliases: &[
            "Nam Trung Bộ",
            "South Central Coast",
            "South Central region",
        ],
        codes: &["48", "49", "51", "52", "54", "56", "58", "60"],
    },
    Region {
        id: "region:central-coast",
        name: "Bắc Trung Bộ và Duyên hải miền Trung",
        aliases: &[
            "Duyên hải miền Trung",
            "North Central and Central Coast",
            "Central Coast",
        ],
        codes: &[
            "38", "40", "42", "44", "45", "46", "48", "49", "51", "52", "54", "56", "58", "60",
        ],
    },
    Region {
        id: "region:central-highlands",
        name: "Tây Nguyên",
        aliases: &["Central Highlands", "Tay Nguyen region"],
        codes: &["62", "64", "66", "67", "68"],
    },
    Region {
        id: "region:southeast",
        name: "Đông Nam Bộ",
        aliases: &[
            "Miền Đông Nam Bộ",
            "Southeast region",
            "Southeastern region",
        ],
        codes: &["70", "72", "74", "75", "77", "79"],
    },
    Region {
        id: "region:mekong-delta",
        name: "Đồng bằng sông Cửu Long",
        aliases: &[
            "ĐBSCL",
            "Tây Nam Bộ",
            "Miền Tây Nam Bộ",
            "Mekong Delta",
            "Mekong River Delta",
            "Cuu Long Delta",
            "Cuu Long River Delta",
            "Cuu Long (Mekong) Delta",
        ],
        codes: &[
            "80", "82", "83", "84", "86", "87", "89", "91", "92", "93", "94", "95", "96",
        ],
    },
    Region {
        id: "region:southern-key-economic",
        name: "Vùng kinh tế trọng điểm phía Nam",
        aliases: &["Southern key economic region", "Southern Key Economic Zone"],
        codes: &["70", "72", "74", "75", "77", "79", "80", "82"],
    },
];
