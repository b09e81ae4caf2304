/* SPDX-License-Identifier: ISC */
/* Every file of tests/fuzz/corpus, and each of its beginnings; requests have
 * tests/unit/fuzz_request.c. */
#include "tests/fuzz/agent_check.h"
#include "tests/fuzz/archive_check.h"
#include "tests/fuzz/cell_check.h"
#include "tests/fuzz/chain_check.h"
#include "tests/fuzz/config_check.h"
#include "tests/fuzz/dispatch_check.h"
#include "tests/fuzz/frame_check.h"
#include "tests/fuzz/key_file_check.h"
#include "tests/fuzz/mail_check.h"
#include "tests/fuzz/message_check.h"
#include "tests/fuzz/office_check.h"
#include "tests/fuzz/paper_check.h"
#include "tests/fuzz/sentence_check.h"
#include "tests/fuzz/sign_check.h"
#include "tests/fuzz/state_file_check.h"
#include "tests/fuzz/table_check.h"
#include "tests/fuzz/timeframe_check.h"
#include "tests/fuzz/worker_check.h"
#include "tests/unit/corpus.h"
#include "tests/unit/timeframe_rows.h"

static const struct target agent = { CORPUS "agent", 5, agent_check };
static const struct target archive = { CORPUS "archive", 8, archive_check,
	true };
static const struct target cell = { CORPUS "cell", 10, cell_check };
static const struct target chain = { CORPUS "chain", 9, chain_check };
static const struct target config = { CORPUS "config", 10, config_check };
static const struct target dispatch = { CORPUS "dispatch", 6, dispatch_check };
static const struct target frame = { CORPUS "frame", 5, frame_check };
static const struct target key_file = { CORPUS "key_file", 10, key_file_check };
static const struct target mail = { CORPUS "mail", 5, mail_check };
static const struct target message = { CORPUS "message", 10, message_check };
static const struct target office_docx = { CORPUS "office_docx", 5,
	office_docx_check, true };
static const struct target office_odf = { CORPUS "office_odf", 5,
	office_odf_check, true };
static const struct target office_pdf = { CORPUS "office_pdf", 5,
	office_pdf_check };
static const struct target office_xlsx = { CORPUS "office_xlsx", 5,
	office_xlsx_check, true };
static const struct target office_zip = { CORPUS "office_zip", 5,
	office_zip_check };
static const struct target paper = { CORPUS "paper", 9, paper_check };
static const struct target sentence = { CORPUS "sentence", 7, sentence_check };
static const struct target sign = { CORPUS "sign", 5, sign_check };
static const struct target state_file = { CORPUS "state_file", 13,
	state_file_check };
static const struct target table = { CORPUS "table", 11, table_check };
static const struct target timeframe = { CORPUS "timeframe", 40,
	timeframe_check };
static const struct target worker = { CORPUS "worker", 7, worker_check };

static void so_does_the_table_of_timeframes(void **state)
{
	(void)state;
	assert_true(row_count >= ROWS_MIN);
	for (size_t i = 0; i < row_count; i++)
		replay(&timeframe, rows[i].text, (const uint8_t *)rows[i].text,
		    strlen(rows[i].text));
}

/* The check itself finds what it is there for. */
static void a_broken_reading_is_told(void **state)
{
	struct timeframe good = timeframe_read("vt 2024", 0), bad = good;

	(void)state;
	assert_null(timeframe_breach(&good));
	bad.start = good.end;
	bad.end = good.start;
	assert_non_null(timeframe_breach(&bad));
	bad = good;
	bad.kind = (enum timeframe_kind)(TIMEFRAME_INVALID + 1);
	assert_non_null(timeframe_breach(&bad));
	bad = good;
	bad.kind = TIMEFRAME_DEADLINE;
	assert_non_null(timeframe_breach(&bad));
	bad = good;
	bad.vague = true;
	assert_non_null(timeframe_breach(&bad));
	bad = timeframe_read("32 oktober 2024", 0);
	assert_null(timeframe_breach(&bad));
	bad.reason[0] = '\0';
	assert_non_null(timeframe_breach(&bad));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CORPUS_TEST(agent),
		CORPUS_TEST(archive),
		CORPUS_TEST(cell),
		CORPUS_TEST(chain),
		CORPUS_TEST(config),
		CORPUS_TEST(dispatch),
		CORPUS_TEST(frame),
		CORPUS_TEST(key_file),
		CORPUS_TEST(mail),
		CORPUS_TEST(message),
		CORPUS_TEST(office_docx),
		CORPUS_TEST(office_odf),
		CORPUS_TEST(office_pdf),
		CORPUS_TEST(office_xlsx),
		CORPUS_TEST(office_zip),
		CORPUS_TEST(paper),
		CORPUS_TEST(sentence),
		CORPUS_TEST(sign),
		CORPUS_TEST(state_file),
		CORPUS_TEST(table),
		CORPUS_TEST(timeframe),
		CORPUS_TEST(worker),
		cmocka_unit_test(so_does_the_table_of_timeframes),
		cmocka_unit_test(a_broken_reading_is_told),
	};

	return cmocka_run_group_tests(tests, read_rows, NULL);
}
