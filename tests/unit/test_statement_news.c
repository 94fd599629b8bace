/* Who said what in sentences and short texts of news, language by language: every statement, in order, a line each:
 * kind | speaker | cue | content, then the channel, the stretch of speech that it goes on with, and what it denies. */
#include "matn.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

typedef struct example {
  const char *text, *statements;
} example;

typedef struct lines {
  char text[4096];
  size_t at;
} lines;

static void put(lines *out, const char *between, const char *text, size_t len) {
  int written =
      snprintf(out->text + out->at, sizeof(out->text) - out->at, "%s%.*s", between, (int)len, text ? text : "");
  assert_true(written >= 0 && (size_t)written < sizeof(out->text) - out->at);
  out->at += (size_t)written;
}

static void put_mention(lines *out, const char *between, matn_mention mention) {
  put(out, between, mention.text.ptr, mention.text.len);
}

static void put_link(lines *out, const char *name, size_t index) {
  char number[16];
  if (index == MATN_NONE) return;
  (void)snprintf(number, sizeof(number), "S%u", (unsigned)index + 1);
  put(out, name, number, strlen(number));
}

static void read_statements(const char *text, lines *out) {
  static const char *const kinds[] = {"direct", "indirect", "mixed"};
  matn_doc *doc;
  const matn_article *article;
  const matn_record *record;
  matn_parse_options parse = {.size = sizeof(parse), .input = MATN_INPUT_TEXT, .charset = {"utf-8", 5}};
  matn_extract_options extract = {.size = sizeof(extract), .whole = true};
  assert_int_equal(matn_parse(NULL, text, strlen(text), &parse, &doc, NULL), MATN_OK);
  assert_int_equal(matn_extract(doc, &extract, &article, NULL), MATN_OK);
  assert_int_equal(matn_read_record(article, &record, NULL), MATN_OK);
  *out = (lines){.at = 0};
  matn_statement s;
  for (size_t i = 0; matn_record_statement(record, i, &s); i++) {
    put(out, i ? "\n" : "", kinds[s.kind], strlen(kinds[s.kind]));
    put_mention(out, " | ", s.speaker);
    put_mention(out, " | ", s.cue);
    put_mention(out, " | ", s.content);
    if (s.through.text.ptr) put_mention(out, " | through ", s.through);
    put_link(out, " | continues ", s.continues);
    put_link(out, " | denies ", s.denies);
  }
  matn_doc_free(doc);
}

static void check(const example *examples, size_t count) {
  for (size_t i = 0; i < count; i++) {
    lines got;
    read_statements(examples[i].text, &got);
    if (strcmp(got.text, examples[i].statements) != 0)
      fail_msg("%s\ngot:\n%s\nwanted:\n%s", examples[i].text, got.text, examples[i].statements);
  }
}

static void test_texts(void **state) {
  (void)state;
  static const example examples[] = {
      {"أعلنت وزارة الصحة في جمهورية السهول، الأحد، تسجيل 45 إصابة جديدة بالكوليرا في ولاية النهر.\n\nوقال المتحدث "
       "باسم الوزارة هاني الرفاعي للصحفيين إن «الوضع تحت السيطرة»، مضيفاً أن فرقاً طبية وصلت إلى الولاية.\n\n\"لم نرَ "
       "طبيباً منذ أسبوع\"، تقول المزارعة سلمى البدوي.\n\nواتهمت نقابة الأطباء الوزارة بإخفاء الأرقام الحقيقية. ونفت "
       "الوزارة الاتهامات، وفق ما نقلته وكالة \"الأفق\".\n\nونقلت صحيفة \"الصباح\" عن مسؤول محلي قوله إن عدد الوفيات "
       "بلغ 12 شخصاً.",
       "indirect | وزارة الصحة في جمهورية السهول | أعلنت | تسجيل 45 إصابة جديدة بالكوليرا في ولاية النهر\n"
       "direct | المتحدث باسم الوزارة هاني الرفاعي | وقال | الوضع تحت السيطرة | through للصحفيين\n"
       "indirect | المتحدث باسم الوزارة هاني الرفاعي | مضيفاً | فرقاً طبية وصلت إلى الولاية\n"
       "direct | المزارعة سلمى البدوي | تقول | لم نرَ طبيباً منذ أسبوع\n"
       "indirect | نقابة الأطباء | واتهمت | الوزارة بإخفاء الأرقام الحقيقية\n"
       "indirect | الوزارة | ونفت | الاتهامات | through وكالة \"الأفق\" | denies S5\n"
       "indirect | مسؤول محلي | ونقلت | عدد الوفيات بلغ 12 شخصاً | through صحيفة \"الصباح\""},
      {"The council of Marrow Bay will close two of its five libraries in May, Mayor Ruth Okafor said on "
       "Monday.\n\n“We looked at every line of the budget,” Okafor, who took office in January, told reporters, “and "
       "this was the least bad choice.”\n\nTom Weller, a librarian at the Harbour branch, said staff had been told "
       "nothing. “I read it in the paper,” he said. “Nobody called us.”\n\nThe union accused the council of hiding the "
       "plan for months. A spokeswoman for the council denied the accusation.\n\nSaid Weller: “They knew since last "
       "summer.”",
       "indirect | Mayor Ruth Okafor | said | The council of Marrow Bay will close two of its five libraries in May\n"
       "direct | Okafor | told | We looked at every line of the budget\n"
       "direct | Okafor | told | and this was the least bad choice | continues S2\n"
       "indirect | Tom Weller, a librarian at the Harbour branch | said | staff had been told nothing\n"
       "direct | Tom Weller, a librarian at the Harbour branch | said | I read it in the paper\n"
       "direct | Tom Weller, a librarian at the Harbour branch | said | Nobody called us | continues S5\n"
       "indirect | The union | accused | the council of hiding the plan for months\n"
       "indirect | A spokeswoman for the council | denied | the accusation | denies S7\n"
       "direct | Weller | Said | They knew since last summer"},
      {"« Nous ne fermerons aucune école, assure la maire de Valbrun, Hélène Garnier. Les classes ouvriront le 2 "
       "septembre. »\n\nSelon le syndicat des enseignants, douze postes manquent dans la commune.\n\nLe préfet, Marc "
       "Tessier, a démenti mardi que le lycée soit menacé. « C'est une rumeur », a-t-il ajouté.",
       "direct | la maire de Valbrun, Hélène Garnier | assure | Nous ne fermerons aucune école\n"
       "direct | la maire de Valbrun, Hélène Garnier | assure | Les classes ouvriront le 2 septembre | continues S1\n"
       "indirect | le syndicat des enseignants | Selon | douze postes manquent dans la commune\n"
       "indirect | Le préfet, Marc Tessier | démenti | le lycée soit menacé\n"
       "direct | Le préfet, Marc Tessier | ajouté | C'est une rumeur"},
      {"«Мы не закроем ни одной школы, — заявила министр образования Ольга Лаврова. — Учителей хватает».\n\nКак "
       "сообщает агентство «Берег», в области не хватает двенадцати учителей.\n\nВ министерстве уточнили, что занятия "
       "начнутся 2 сентября. Глава профсоюза учителей Игорь Панин опроверг эти данные.",
       "direct | министр образования Ольга Лаврова | заявила | Мы не закроем ни одной школы\n"
       "direct | министр образования Ольга Лаврова | заявила | Учителей хватает | continues S1\n"
       "indirect | агентство «Берег» | сообщает | в области не хватает двенадцати учителей\n"
       "indirect | министерстве | уточнили | занятия начнутся 2 сентября\n"
       "indirect | Глава профсоюза учителей Игорь Панин | опроверг | эти данные"},
      {"Die Stadt Mühlried schließt zwei Schulen. „Wir haben keine Wahl“, sagte Bürgermeisterin Eva Lindner am Montag. "
       "„Das Geld fehlt.“\n\nDer Leiter des Schulamts, Stadtrat Paul Voss (FBP) sagte, die Eltern seien informiert "
       "worden. Laut Elternverein stimmt das nicht.",
       "direct | Bürgermeisterin Eva Lindner | sagte | Wir haben keine Wahl\n"
       "direct | Bürgermeisterin Eva Lindner | sagte | Das Geld fehlt | continues S1\n"
       "indirect | Der Leiter des Schulamts, Stadtrat Paul Voss | sagte | die Eltern seien informiert worden\n"
       "indirect | Elternverein | Laut | stimmt das nicht"},
      {"Bakan Selim Karaca, barajlarda 45 günlük su kaldığını söyledi. Karaca, \"Tasarruf etmeliyiz\" dedi.\n\n\"Geç "
       "kalındı\" diyen Oda Başkanı Hatice Demirtaş, bakanlığı ihmalle suçladı. Demirtaş'a göre, bölgede kaçak kuyular "
       "var.\n\nTarım Bakanlığından yapılan açıklamada, kuyuların denetlendiği belirtildi.",
       "indirect | Bakan Selim Karaca | söyledi | barajlarda 45 günlük su kaldığını\n"
       "direct | Karaca | dedi | Tasarruf etmeliyiz\n"
       "direct | Oda Başkanı Hatice Demirtaş | diyen | Geç kalındı\n"
       "indirect | Oda Başkanı Hatice Demirtaş | suçladı | bakanlığı ihmalle\n"
       "indirect | Demirtaş | göre | bölgede kaçak kuyular var\n"
       "indirect | Tarım Bakanlığından | belirtildi | kuyuların denetlendiği"},
      {"به گزارش خبرگزاری افق، علی رستگار، استاندار مهرآباد، گفت: «مدارس فردا تعطیل است.» وی افزود که هوا آلوده "
       "است.\n\nوزارت نیرو این خبر را تکذیب کرد. به گفته رستگار، ۶۰ درصد آلودگی از خودروهاست. او از پلمب ۱۲ کارگاه خبر "
       "داد.",
       "direct | علی رستگار، استاندار مهرآباد | گفت | مدارس فردا تعطیل است | through خبرگزاری افق\n"
       "indirect | علی رستگار، استاندار مهرآباد | افزود | هوا آلوده است\n"
       "indirect | وزارت نیرو | تکذیب کرد | این خبر\n"
       "indirect | رستگار | به گفته | ۶۰ درصد آلودگی از خودروهاست\n"
       "indirect | علی رستگار، استاندار مهرآباد | خبر داد | پلمب ۱۲ کارگاه"},
  };
  check(examples, sizeof(examples) / sizeof(examples[0]));
}

static void test_arabic(void **state) {
  (void)state;
  static const example examples[] = {
      {"وقال الدكتور محمد عبد الباري وزير الموارد المائية إن السد آمن. وأضاف عبد الباري أن العمل مستمر.",
       "indirect | الدكتور محمد عبد الباري وزير الموارد المائية | وقال | السد آمن\n"
       "indirect | عبد الباري | وأضاف | العمل مستمر"},
      {"نفى كنعان آل الشيخ رئيس هيئة الترفيه شائعات إلغاء الموسم.",
       "indirect | كنعان آل الشيخ رئيس هيئة الترفيه | نفى | شائعات إلغاء الموسم"},
      {"حضر الحفل وكيل وزارة الثقافة الذي أشاد بجهود الفرقة الوطنية. وقال إن العرض ناجح مؤكدا على استمرار الدعم وقد "
       "قدم "
       "للفرقة جائزة.",
       "indirect | وكيل وزارة الثقافة | أشاد | بجهود الفرقة الوطنية\n"
       "indirect | وكيل وزارة الثقافة | وقال | العرض ناجح\n"
       "indirect | وكيل وزارة الثقافة | مؤكدا على | استمرار الدعم"},
      {"وقال كنعان آل الشيخ إن الموسم باق. وأضاف أرسم كل يوم وجها جديدا من وجوه الحي.",
       "indirect | كنعان آل الشيخ | وقال | الموسم باق\n"
       "direct | كنعان آل الشيخ | وأضاف | أرسم كل يوم وجها جديدا من وجوه الحي"},
      {"أعلنت الحكومة أن المعبر مغلق، في الوقت الذي دعا فيه الاتحاد الأطراف إلى \"ضبط النفس\".",
       "indirect | الحكومة | أعلنت | المعبر مغلق\ndirect | الاتحاد | دعا | ضبط النفس"},
      {"حمل الوزير المقاول مسؤولية انهيار الجسر. حمل الوزير حقيبته إلى السيارة.",
       "indirect | الوزير | حمل | المقاول مسؤولية انهيار الجسر"},
      {"قال رئيس الوزراء: \"لن نتراجع عن الإصلاح\".", "direct | رئيس الوزراء | قال | لن نتراجع عن الإصلاح"},
      {"قال رئيس الوزراء «لن نتراجع عن الإصلاح» خلال مؤتمر صحفي.",
       "direct | رئيس الوزراء | قال | لن نتراجع عن الإصلاح"},
      {"\"لن نتراجع عن الإصلاح\"، قال رئيس الوزراء أمس.", "direct | رئيس الوزراء | قال | لن نتراجع عن الإصلاح"},
      {"«لن نتراجع عن الإصلاح»، يقول الناشط سامر حداد.", "direct | الناشط سامر حداد | يقول | لن نتراجع عن الإصلاح"},
      {"وتابع المتحدث: \"الأوضاع مستقرة\"، مضيفاً أن \"القوات انتشرت في المدينة\".",
       "direct | المتحدث | وتابع | الأوضاع مستقرة\n"
       "direct | المتحدث | مضيفاً | القوات انتشرت في المدينة"},
      {"وأكدت الوزارة أنها ستحقق في الحادث، مشيرة إلى أن النتائج ستعلن الأحد، ولفتت إلى إصابة ثلاثة عمال.",
       "indirect | الوزارة | وأكدت | ستحقق في الحادث\n"
       "indirect | الوزارة | مشيرة إلى | النتائج ستعلن الأحد\n"
       "indirect | الوزارة | ولفتت إلى | إصابة ثلاثة عمال"},
      {"أعلنت وزارة الصحة تسجيل 45 إصابة جديدة بالكوليرا في محافظة درعا.",
       "indirect | وزارة الصحة | أعلنت | تسجيل 45 إصابة جديدة بالكوليرا في محافظة درعا"},
      {"طالبت منظمة العفو الدولية السلطات بالإفراج عن الصحفيين المعتقلين.",
       "indirect | منظمة العفو الدولية | طالبت | بالإفراج عن الصحفيين المعتقلين"},
      {"اتهم الرئيس النوردي ليفان كاربو مورافيا باستهداف محطات الطاقة.",
       "indirect | الرئيس النوردي ليفان كاربو | اتهم | مورافيا باستهداف محطات الطاقة"},
      {"حذر برنامج الأغذية العالمي من مجاعة وشيكة في شمال القطاع.",
       "indirect | برنامج الأغذية العالمي | حذر | مجاعة وشيكة في شمال القطاع"},
      {"دعا الأمين العام للأمم المتحدة إدوار ماسيل إلى وقف فوري لإطلاق النار.",
       "indirect | الأمين العام للأمم المتحدة إدوار ماسيل | دعا | إلى وقف فوري لإطلاق النار"},
      {"نفت حركة الأرز صحة الأنباء التي تحدثت عن التوصل إلى اتفاق.",
       "indirect | حركة الأرز | نفت | صحة الأنباء التي تحدثت عن التوصل إلى اتفاق"},
      {"من جانبه، أوضح مدير المستشفى خالد الزعبي أن سبعة جرحى غادروا المستشفى.",
       "indirect | مدير المستشفى خالد الزعبي | أوضح | سبعة جرحى غادروا المستشفى"},
      {"وذكرت وكالة الأنباء الساحلية \"نون\" أن انفجارا وقع في المرفأ.",
       "indirect | وكالة الأنباء الساحلية \"نون\" | وذكرت | انفجارا وقع في المرفأ"},
      {"ونقلت صحيفة \"المنارة\" عن مسؤول أمريكي قوله إن المفاوضات متوقفة.",
       "indirect | مسؤول أمريكي | ونقلت | المفاوضات متوقفة | through صحيفة \"المنارة\""},
      {"ونقلت وكالة الأفق عن مصدر مطلع أن الصفقة ستوقع الاثنين.",
       "indirect | مصدر مطلع | ونقلت | الصفقة ستوقع الاثنين | through وكالة الأفق"},
      {"وكتب دلمار على منصة إكس: \"بلادنا تقف إلى جانبكم\".",
       "direct | دلمار | وكتب | بلادنا تقف إلى جانبكم | through منصة إكس"},
      {"وفي تصريح لقناة الساحل، قال المحلل السياسي أحمد الشامي إن الانتخابات ستؤجل.",
       "indirect | المحلل السياسي أحمد الشامي | قال | الانتخابات ستؤجل"},
      {"وقالت هيئة الأرصاد الجوية، في بيان نشرته على موقعها، إن العاصفة ستستمر حتى الجمعة.",
       "indirect | هيئة الأرصاد الجوية | وقالت | العاصفة ستستمر حتى الجمعة | through في بيان نشرته على موقعها"},
      {"ورأى المحلل أن الأسعار سترتفع.", "indirect | المحلل | ورأى | الأسعار سترتفع"},
      {"أعرب وزير الخارجية عن أسفه لسقوط ضحايا مدنيين.", "indirect | وزير الخارجية | أعرب | أسفه لسقوط ضحايا مدنيين"},
      {"ورفضت الحكومة الاتهامات، ووصفتها بأنها \"باطلة\".", "indirect | الحكومة | ورفضت | الاتهامات\n"
                                                            "direct | الحكومة | ووصفتها | باطلة"},
      {"وردا على سؤال حول موعد الانتخابات، أجاب الرئيس: \"قريبا جدا\".", "direct | الرئيس | أجاب | قريبا جدا"},
      {"وأفاد مراسل القناة بأن القصف تجدد على أطراف المدينة.",
       "indirect | مراسل القناة | وأفاد | القصف تجدد على أطراف المدينة"},
      {"وأفادت مصادر طبية بمقتل خمسة أشخاص في حادث سير.",
       "indirect | مصادر طبية | وأفادت | بمقتل خمسة أشخاص في حادث سير"},
      {"أعلن الجيش النوردي اعتقال قيادي في جنوب البلاد.",
       "indirect | الجيش النوردي | أعلن | اعتقال قيادي في جنوب البلاد"},
      {"أعلن وزير الداخلية إغلاق المعبر حتى إشعار آخر.",
       "indirect | وزير الداخلية | أعلن | إغلاق المعبر حتى إشعار آخر"},
      {"قررت الحكومة رفع أسعار الوقود.", "indirect | الحكومة | قررت | رفع أسعار الوقود"},
      {"أكد رئيس الوزراء التزام الحكومة بالاتفاق.", "indirect | رئيس الوزراء | أكد | التزام الحكومة بالاتفاق"},
      {"وأكدت مصادر أمنية مقتل قائد المجموعة.", "indirect | مصادر أمنية | وأكدت | مقتل قائد المجموعة"},
      {"توقع البنك الدولي نمو الاقتصاد بنسبة 3 بالمئة.",
       "indirect | البنك الدولي | توقع | نمو الاقتصاد بنسبة 3 بالمئة"},
      {"أعلنت شركة \"نجمة\" إطلاق هاتفها الجديد في سبتمبر المقبل.",
       "indirect | شركة \"نجمة\" | أعلنت | إطلاق هاتفها الجديد في سبتمبر المقبل"},
      {"انتقد النائب سامر الحداد أداء الحكومة.", "indirect | النائب سامر الحداد | انتقد | أداء الحكومة"},
      {"ندد الاتحاد الأوروبي بالهجوم ودعا إلى التهدئة.", "indirect | الاتحاد الأوروبي | ندد | بالهجوم\n"
                                                         "indirect | الاتحاد الأوروبي | ودعا إلى | إلى التهدئة"},
      {"قال سكان إن القوات دخلت البلدة فجرا. وأضافوا أن الاشتباكات استمرت ساعات.",
       "indirect | سكان | قال | القوات دخلت البلدة فجرا\n"
       "indirect | سكان | وأضافوا | الاشتباكات استمرت ساعات"},
      {"وأوضحت منظمة الصحة العالمية في تقريرها أن اللقاح آمن.",
       "indirect | منظمة الصحة العالمية | وأوضحت | اللقاح آمن"},
      {"وقال دلمار في مقابلة مع شبكة الأفق إنه سيلتقي الوزير. وتابع: \"سنرى ما سيحدث\".",
       "indirect | دلمار | وقال | سيلتقي الوزير | through في مقابلة مع شبكة الأفق\n"
       "direct | دلمار | وتابع | سنرى ما سيحدث"},
      {"ومن جهتها، نفت مورافيا أي علاقة لها بالهجوم.", "indirect | مورافيا | نفت | أي علاقة لها بالهجوم"},
      {"وقال المتحدث باسم الخارجية النوردية ليو هارت للصحفيين إن بلاده \"تراقب الوضع عن كثب\".",
       "mixed | المتحدث باسم الخارجية النوردية ليو هارت | وقال | بلاده \"تراقب الوضع عن كثب\" | through للصحفيين"},
      {"وحسب شهود عيان، فإن الطائرة تحطمت بعد دقائق من إقلاعها.",
       "indirect | شهود عيان | وحسب | الطائرة تحطمت بعد دقائق من إقلاعها"},
      {"اتهمت الوزارة الشركة بتلويث النهر. ونفت الشركة الاتهامات.", "indirect | الوزارة | اتهمت | الشركة بتلويث النهر\n"
                                                                    "indirect | الشركة | ونفت | الاتهامات | denies S1"},
      {"قال مدير الشركة إن المصنع آمن. لكن نقيب العمال كمال الأسعد نفى أن يكون المصنع آمنا.",
       "indirect | مدير الشركة | قال | المصنع آمن\n"
       "indirect | نقيب العمال كمال الأسعد | نفى | يكون المصنع آمنا | denies S1"},
      {"وقالت ليلى المحنا إن المحطة ستعود إلى العمل الأحد. ألمح الوزير إلى أن الرسوم قد ترتفع.",
       "indirect | ليلى المحنا | وقالت | المحطة ستعود إلى العمل الأحد\n"
       "indirect | الوزير | ألمح | الرسوم قد ترتفع"},
      {"وقال المتحدث باسم الوزارة خالد الرفاعي لوكالة فرانس برس إن التحقيق لا يزال جارياً. وقال السفير الروسي لصحيفة "
       "الضفة إن بلاده تنتظر نتائجه. وقال المدير العام لوكالة الطاقة إن المحطة آمنة. ودعا رئيس الوزراء جميع الأطراف "
       "إلى "
       "ضبط النفس.",
       "indirect | المتحدث باسم الوزارة خالد الرفاعي | وقال | التحقيق لا يزال جارياً | through وكالة فرانس برس\n"
       "indirect | السفير الروسي | وقال | بلاده تنتظر نتائجه | through صحيفة الضفة\n"
       "indirect | المدير العام لوكالة الطاقة | وقال | المحطة آمنة\n"
       "indirect | رئيس الوزراء | ودعا | إلى ضبط النفس"},
  };
  check(examples, sizeof(examples) / sizeof(examples[0]));
}

static void test_english(void **state) {
  (void)state;
  static const example examples[] = {
      {"Norland insisted that the border \"was never closed.\" The agency said more.",
       "mixed | Norland | insisted | the border \"was never closed.\""},
      {"“The dam will hold through the winter,” Scott Pell, the chief engineer of the canton, one of the authors of "
       "the plan, said at an event this month.",
       "direct | Scott Pell, the chief engineer of the canton | said | The dam will hold through the winter"},
      {"''No one has ever told me what to paint,'' Mr. Lund, 82, told me.",
       "direct | Mr. Lund | told | No one has ever told me what to paint"},
      {"\"The soil is dry,\" said Ines Aksoy, a geologist who is co-director of the River Programme.",
       "direct | Ines Aksoy, a geologist who is co-director of the River Programme | said | The soil is dry"},
      {"Rudi Culp, who runs the shelter for stray dogs, said the plan was sound.",
       "indirect | Rudi Culp | said | the plan was sound"},
      {"\"The vote is lost,\" one Democratic source on the panel said.",
       "direct | one Democratic source on the panel | said | The vote is lost"},
      {"Ada Bell condemned it.\n\nShe said:\n\n\"The harbour is full of mud. You cannot land a boat there in summer.\"",
       "direct | Ada Bell | said | The harbour is full of mud. You cannot land a boat there in summer"},
      {"In a letter, Husby said the ruling \"will close every ferry by June.\" He said that it is late.",
       "mixed | Husby | said | the ruling \"will close every ferry by June.\"\n"
       "indirect | Husby | said | it is late"},
      {"The company had refused to comment. On Monday it said the strike was over.",
       "indirect | The company | said | the strike was over"},
  };
  check(examples, sizeof(examples) / sizeof(examples[0]));
}

static void test_others(void **state) {
  (void)state;
  static const example examples[] = {
      {"Как сообщает агентство «Берег», в городе не было света, и это не первый случай в этом году.",
       "indirect | агентство «Берег» | сообщает | в городе не было света, и это не первый случай в этом году"},
      {"«Мы не будем закрывать школы, — заявил министр образования Олег Смирнов. — Учителя готовы к работе».",
       "direct | министр образования Олег Смирнов | заявил | Мы не будем закрывать школы\n"
       "direct | министр образования Олег Смирнов | заявил | Учителя готовы к работе | continues S1"},
      {"Об этом сообщила пресс-служба министерства. «Пожар потушен», — говорится в сообщении ведомства.",
       "direct | сообщении ведомства | говорится в | Пожар потушен"},
      {"В МЧС уточнили, что пострадавших нет. В ведомстве добавили, что причина не установлена.",
       "indirect | МЧС | уточнили | пострадавших нет\n"
       "indirect | ведомстве | добавили | причина не установлена"},
      {"« Nous ne fermerons pas les écoles, assure le maire de la ville, Paul Durand. Les enseignants sont prêts. »",
       "direct | le maire de la ville, Paul Durand | assure | Nous ne fermerons pas les écoles\n"
       "direct | le maire de la ville, Paul Durand | assure | Les enseignants sont prêts | continues S1"},
      {"Le ministre de la Santé, Paul Durand, a déclaré mardi que les hôpitaux sont prêts. « C'est une bonne nouvelle "
       "», a-t-il ajouté.",
       "indirect | Le ministre de la Santé, Paul Durand | déclaré | les hôpitaux sont prêts\n"
       "direct | Le ministre de la Santé, Paul Durand | ajouté | C'est une bonne nouvelle"},
      {"D'après la préfecture, la route est fermée pour la journée et les secours sont sur place.",
       "indirect | la préfecture | D'après | la route est fermée pour la journée et les secours sont sur place"},
      {"« La route est fermée », a indiqué la préfecture dans un communiqué.",
       "direct | la préfecture | indiqué | La route est fermée | through dans un communiqué"},
      {"Selon Marie Petit, porte-parole du syndicat, les salariés sont en grève depuis lundi.",
       "indirect | Marie Petit, porte-parole du syndicat | Selon | les salariés sont en grève depuis lundi"},
      {"El presidente del Gobierno, Juan Pérez, aseguró este lunes que la ley se aprobará en mayo. \"No hay vuelta "
       "atrás\", añadió.",
       "indirect | El presidente del Gobierno, Juan Pérez | aseguró | la ley se aprobará en mayo\n"
       "direct | El presidente del Gobierno, Juan Pérez | añadió | No hay vuelta atrás"},
      {"\"No hay vuelta atrás\", dijo el alcalde de la ciudad en una rueda de prensa.",
       "direct | el alcalde de la ciudad | dijo | No hay vuelta atrás | through en una rueda de prensa"},
      {"„Wir schließen die Schulen nicht“, sagte der Minister Paul Vogt am Montag. „Die Lehrer sind bereit.“",
       "direct | der Minister Paul Vogt | sagte | Wir schließen die Schulen nicht\n"
       "direct | der Minister Paul Vogt | sagte | Die Lehrer sind bereit | continues S1"},
      {"Der Minister teilte am Montag mit, dass die Brücke im Mai wieder offen ist. Laut Polizei wurde niemand "
       "verletzt.",
       "indirect | Der Minister | teilte | die Brücke im Mai wieder offen ist\n"
       "indirect | Polizei | Laut | wurde niemand verletzt"},
  };
  check(examples, sizeof(examples) / sizeof(examples[0]));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_texts),
      cmocka_unit_test(test_arabic),
      cmocka_unit_test(test_english),
      cmocka_unit_test(test_others),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
