import Store

/// People's names in many scripts, each with the Latin spelling that its e-mail address uses.
enum SampleNames {
    /// First and last names that go together.
    struct Pool: Sendable {
        /// How many of a hundred people have such a name.
        let share: Int
        let firsts: [Name]
        let lasts: [Name]
    }

    struct Name: Sendable {
        let native: String
        let latin: String
    }

    static let pools: [Pool] = [
        pool(
            40,
            """
            Ana Ben Chloe Daniel Emma Frank Grace Hugo Iris Jack Kim Laura Mia Noah Olivia Paul Quinn Rosa Sam Tess \
            Uma Vera Will Xenia Yann Zoe
            """,
            """
            Adams Baker Carter Dixon Evans Fox Green Hill Irving Jones King Lee Moore Nash Owens Price Quigley Reed \
            Smith Turner Underwood Vance Walsh York Zimmer
            """),
        pool(
            22,
            """
            José María Renée Zoë Jürgen Søren Åsa Łukasz Żaneta Čeněk Šárka Noël François Çağla İpek Ümit Ørjan Þóra \
            Gülşen Ștefan Ilinča
            """,
            """
            Núñez Müller García Łukasiewicz Åkesson Øvergård Dvořák Novák Gómez Çelik Özdemir Şahin Fernández Größmann \
            Lefèvre Þórsdóttir Ibáñez Kovačević Bălan Håkansson
            """),
        pool(
            8,
            "Иван:Ivan Ольга:Olga Дмитрий:Dmitri Анна:Anna Сергей:Sergei Наталья:Natalia Юрий:Yuri Ирина:Irina",
            "Петров:Petrov Смирнова:Smirnova Шевченко:Shevchenko Коваль:Koval Орлов:Orlov Попова:Popova Зуев:Zuev"
        ),
        pool(
            5, "Γιώργος:Giorgos Μαρία:Maria Νίκος:Nikos Ελένη:Eleni Κώστας:Kostas Σοφία:Sofia",
            "Παπαδόπουλος:Papadopoulos Νικολάου:Nikolaou Γεωργίου:Georgiou Ιωάννου:Ioannou"),
        pool(
            4, "محمد:Mohamed فاطمة:Fatima أحمد:Ahmed نور:Noor خالد:Khaled ليلى:Layla",
            "حداد:Haddad منصور:Mansour خوري:Khoury سالم:Salem النجار:Najjar"),
        pool(
            3, "יעל:Yael דוד:David נועה:Noa אורי:Uri תמר:Tamar", "כהן:Cohen לוי:Levi מזרחי:Mizrahi פרץ:Peretz"
        ),
        pool(
            6, "伟:Wei 芳:Fang 娜:Na 敏:Min 静:Jing 磊:Lei 洋:Yang 丽:Li",
            "王:Wang 李:Li 张:Zhang 刘:Liu 陈:Chen 杨:Yang 黄:Huang"),
        pool(
            3, "さくら:Sakura ひろし:Hiroshi あゆみ:Ayumi たけし:Takeshi まなぶ:Manabu",
            "さとう:Sato すずき:Suzuki たなか:Tanaka わたなべ:Watanabe"),
        pool(1, "ユキ:Yuki ケン:Ken アキラ:Akira", "イトウ:Ito ヤマダ:Yamada コバヤシ:Kobayashi"),
        pool(
            3, "민준:Minjun 서연:Seoyeon 지훈:Jihun 하은:Haeun 도윤:Doyun",
            "김:Kim 이:Lee 박:Park 최:Choi 정:Jung"),
        pool(
            2, "अमित:Amit प्रिया:Priya राज:Raj अनिता:Anita विकास:Vikas",
            "शर्मा:Sharma सिंह:Singh गुप्ता:Gupta पटेल:Patel"),
        pool(1, "สมชาย:Somchai มาลี:Mali อนันต์:Anan นิดา:Nida", "ใจดี:Jaidee ศรีสุข:Srisuk บุญมา:Boonma"),
        pool(1, "Արամ:Aram Անի:Ani", "Պետրոսյան:Petrosyan Սարգսյան:Sargsyan"),
        pool(1, "გიორგი:Giorgi ნინო:Nino", "ბერიძე:Beridze კაპანაძე:Kapanadze"),
    ]

    /// - Parameters: names between blanks, `native:latin` where folding does not give the Latin one.
    private static func pool(_ share: Int, _ firsts: String, _ lasts: String) -> Pool {
        Pool(share: share, firsts: names(firsts), lasts: names(lasts))
    }

    private static func names(_ text: String) -> [Name] {
        text.split(separator: " ").map { item in
            let parts = item.split(separator: ":").map(String.init)
            let latin = SearchFolding.fold(parts.count > 1 ? parts[1] : parts[0])
            return Name(native: parts[0], latin: latin)
        }
    }
}
